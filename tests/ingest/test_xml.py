"""XML is walked by local names, as far as it is whole, and never with a DTD."""

from __future__ import annotations

import pytest

from core.activity import Issue, Limits
from core.errors import UnsafeFile
from ingest import xml
from ingest.handlers import Row, Rows


def walked(data: bytes, *, limits: Limits | None = None) -> tuple[list[str], Issue | None]:
    """What closed, as `parent/name=text`, and the fault."""
    seen: list[str] = []
    fault = xml.walk(
        data,
        on_start=lambda name, attributes: None,
        on_end=lambda name, text, parent: seen.append(f"{parent}/{name}={text}"),
        points=Rows("point", attributes=("n",), place_of={"value": 1, "time": 2}),
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


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"<a>\n<b>1</b>\n<c>2", "line 3"), (b"<a><b></a>", "character 9 of line 1")],
)
def test_a_fault_is_placed_by_its_line_or_within_the_only_one(data: bytes, place: str) -> None:
    _, fault = walked(data)
    assert fault is not None
    assert f"damaged at {place};" in fault.message


def test_a_doctype_is_refused_before_anything_else_is_read() -> None:
    with pytest.raises(UnsafeFile):
        walked(b'<!DOCTYPE a [<!ENTITY e "1">]><a>&e;</a>')


def test_a_long_value_is_cut_at_the_limit() -> None:
    assert walked(b"<a>12345678</a>", limits=Limits(max_xml_value_chars=3)) == (["/a=123"], None)


def test_a_long_attribute_is_cut_at_the_limit_outside_and_inside_of_points() -> None:
    seen: list[dict[str, str]] = []
    points = Rows("point", attributes=("n",), place_of={"value": 1})
    xml.walk(
        b'<a k="12345678"><point n="12345678"/></a>',
        on_start=lambda name, attributes: seen.append(attributes),
        on_end=lambda name, text, parent: None,
        points=points,
        limits=Limits(max_xml_value_chars=3),
    )
    assert (seen, points.rows) == ([{"k": "123"}], [["123", None]])


def test_depth_is_no_reason_to_stop() -> None:
    _, fault = walked(b"<a>" * 20_000 + b"</a>" * 20_000)
    assert fault is None


def rows(inner: bytes, *, limits: Limits | None = None) -> list[Row]:
    """The rows of the points of a file; value and time are wanted."""
    points = Rows("point", attributes=("n",), place_of={"value": 1, "time": 2})
    xml.walk(
        b"<a>" + inner + b"</a>",
        on_start=lambda name, attributes: None,
        on_end=lambda name, text, parent: None,
        points=points,
        limits=limits or Limits(),
    )
    return points.rows


@pytest.mark.parametrize(
    ("inner", "row"),
    [
        (b'<point n="7"><value>1</value></point>', ["7", "1", None]),
        (b"<point> <x:value> 1 </x:value> <time>2</time> </point>", [None, "1", "2"]),
        (b"<point><x><y><value>1</value></y></x></point>", [None, "1", None]),
        (b"<point><value>1</value><value>2</value></point>", [None, "1", None]),
        (b"<point><value> </value><value>2</value></point>", [None, "2", None]),
        (b"<point><value/>stray<value>2</value></point>", [None, "2", None]),
        (b"<point><value>1<!-- 9 -->5</value></point>", [None, "15", None]),
        (b"<point><value>1<![CDATA[5]]></value></point>", [None, "15", None]),
        (b"<point/>", [None, None, None]),
        (b"<point><value>1", [None, None, None]),
    ],
)
def test_a_point_is_a_row_of_its_first_values(inner: bytes, row: Row) -> None:
    assert rows(inner) == [row]


def test_what_stands_between_points_is_in_none_of_them() -> None:
    assert rows(b"<point/><value>1</value><point/><value>2</value>") == [[None] * 3] * 2


def test_a_point_inside_a_point_does_not_end_it() -> None:
    assert rows(b"<point><point/><value>1</value></point>") == [[None, "1", None]]


def test_a_long_value_of_a_point_is_cut_at_the_limit() -> None:
    found = rows(b"<point><value>12345</value></point>", limits=Limits(max_xml_value_chars=3))
    assert found == [[None, "123", None]]


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
