"""XML is walked by local names, as far as it is whole, and never with a DTD."""

from __future__ import annotations

import pytest

from core.activity import Issue, Limits
from core.errors import UnsafeFile
from ingest import xml


def walked(data: bytes, *, limits: Limits | None = None) -> tuple[list[str], Issue | None]:
    """What closed, as `parent/name=text`, and the fault."""
    seen: list[str] = []
    fault = xml.walk(
        data,
        on_start=lambda name, attributes: None,
        on_end=lambda name, text, parent: seen.append(f"{parent}/{name}={text}"),
        limits=limits or Limits(),
    )
    return seen, fault


def test_a_prefix_that_was_never_declared_is_forgiven() -> None:
    assert walked(b"<a><x:b>1</x:b></a>") == (["a/b=1", "/a="], None)


def test_blanks_before_the_declaration_are_forgiven() -> None:
    assert walked(b'   <?xml version="1.0"?><a/>') == (["/a="], None)


def test_utf16_is_read() -> None:
    assert walked("<?xml version='1.0' encoding='UTF-16'?><a>é</a>".encode("utf-16")) == (
        ["/a=é"],
        None,
    )


def test_a_file_that_breaks_off_keeps_what_was_closed_and_says_so() -> None:
    seen, fault = walked(b"<a><b>1</b><c>2")
    assert seen == ["a/b=1"]
    assert fault is not None
    assert fault.code == "truncated"


def test_a_doctype_is_refused_before_anything_else_is_read() -> None:
    with pytest.raises(UnsafeFile):
        walked(b'<!DOCTYPE a [<!ENTITY e "1">]><a>&e;</a>')


def test_a_long_value_is_cut_at_the_limit() -> None:
    assert walked(b"<a>12345678</a>", limits=Limits(max_xml_value_chars=3)) == (["/a=123"], None)


def test_depth_is_no_reason_to_stop() -> None:
    _, fault = walked(b"<a>" * 20_000 + b"</a>" * 20_000)
    assert fault is None


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<gpx>", True),
        (b"<p:gpx version='1.1'>", True),
        ("<gpx>".encode("utf-16"), True),
        (b"<gpxtpx:hr>", False),
        (b"gpx", False),
    ],
)
def test_an_element_is_found_under_any_prefix_and_encoding(data: bytes, *, found: bool) -> None:
    assert xml.has_element(data, "gpx") is found
