"""What a page of the static site lets a browser load and run: the site's own files alone."""

import base64
import hashlib
import re

CHARSET = '<meta charset="utf-8">'
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def put_policy(page: str) -> str:
    """Put a content security policy into the head of a page, where no host's settings are needed.

    The scripts in the page itself are named by the hash of their text: another one does not run.
    """
    texts = (script.encode("utf-8") for script in INLINE.findall(page))
    hashes = (base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts)
    scripts = " ".join(["script-src 'self'", *(f"'sha256-{known}'" for known in hashes)])
    policy = (
        f"default-src 'self'; {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'none'"
    )
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        # Which view somebody looked at is nothing to the hosts that a page links to.
        '<meta name="referrer" content="same-origin">'
    )
    return page.replace(CHARSET, f"{CHARSET}\n{meta}", 1)
