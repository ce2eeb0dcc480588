"""Code to embed a view names the frame's page, and the script that lies beside it."""

import pytest

from geo.words.codes import write_embed


@pytest.mark.parametrize(
    ("address", "script"),
    [
        ("https://a.example/?place=GA&present=1", "https://a.example/embed.js"),
        ("https://a.example/b/es/embed.html?place=GA&x=%22", "https://a.example/b/es/embed.js"),
    ],
)
def test_a_frame_brings_the_script_that_gives_it_its_height(address, script):
    code = write_embed(address)
    assert f'src="{address.replace("&", "&amp;")}"' in code
    assert f'<script src="{script}" async></script>' in code
