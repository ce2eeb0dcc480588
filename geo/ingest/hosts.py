"""Which hosts of the web may be asked: those that are open to all."""

import ipaddress
import socket

from geo.ingest.errors import SourceError

# Of IPv6 the only part given out for public hosts, and what in it leads elsewhere.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
ELSEWHERE = tuple(map(ipaddress.ip_network, ("2001::/23", "2002::/16", "3fff::/20")))
# How networks without IPv4 reach it (RFC 6052): the last four bytes are the address.
GATEWAY = ipaddress.ip_network("64:ff9b::/96")


def find_addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """Look up a host's IP addresses, in the order in which they are to be tried.

    Who connects to one of these, and looks the name up no second time, connects to what was
    checked. Raises SourceError for a host of which an address is not open to all, unless private
    ones are allowed; OSError or UnicodeError for a host that is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise SourceError(
                f"{host} has the address {address}, which lies inside a network, and is not "
                "asked. Check the address; --allow-private asks it all the same."
            )
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one that everyone reaches: none of a machine or network itself."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip in GATEWAY:
            ip = ipaddress.IPv4Address(ip.packed[-4:])
        else:
            given_out = ip in GIVEN_OUT and not any(ip in network for network in ELSEWHERE)
            return given_out and ip.is_global
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
