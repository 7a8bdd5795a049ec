"""What kind of IP address an identifier is."""

from __future__ import annotations

import pytest

from legalcheck.facts.addresses import address_kind


@pytest.mark.parametrize(
    ("text", "kind", "version"),
    [
        ("81.2.3.4", "public", 4),
        ("8.8.8.8", "public", 4),
        ("2a00:1450:4001::1", "public", 6),
        ("10.0.0.1", "private", 4),
        ("10.255.255.255", "private", 4),
        ("11.0.0.0", "public", 4),
        ("172.15.255.255", "public", 4),
        ("172.16.0.0", "private", 4),
        ("172.31.255.255", "private", 4),
        ("172.32.0.0", "public", 4),
        ("192.168.0.1", "private", 4),
        ("192.169.0.1", "public", 4),
        ("fd12:3456::1", "private", 6),
        ("100.63.255.255", "public", 4),
        ("100.64.0.0", "shared", 4),
        ("100.127.255.255", "shared", 4),
        ("100.128.0.0", "public", 4),
        ("127.0.0.1", "loopback", 4),
        ("127.255.0.1", "loopback", 4),
        ("::1", "loopback", 6),
        ("169.254.7.7", "link-local", 4),
        ("fe80::1", "link-local", 6),
        ("192.0.2.1", "reserved", 4),
        ("198.51.100.1", "reserved", 4),
        ("203.0.113.7", "reserved", 4),
        ("2001:db8::1", "reserved", 6),
        ("198.18.0.1", "reserved", 4),
        ("0.0.0.0", "reserved", 4),
        ("240.0.0.1", "reserved", 4),
        ("255.255.255.255", "reserved", 4),
        ("224.0.0.251", "reserved", 4),
        ("ff02::1", "reserved", 6),
        ("::", "reserved", 6),
    ],
)
def test_the_kind_of_an_address(text: str, kind: str, version: int) -> None:
    assert address_kind(text) == (kind, version)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("::ffff:81.2.3.4", "public"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:100.64.0.1", "shared"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.0.1", "link-local"),
        ("::ffff:203.0.113.7", "reserved"),
        ("::FFFF:0A00:0001", "private"),
    ],
)
def test_an_ipv4_address_written_as_ipv6_is_judged_as_ipv4(text: str, kind: str) -> None:
    assert address_kind(text) == (kind, 4)


@pytest.mark.parametrize(
    ("text", "kind", "version"),
    [
        ("81.2.3.0/24", "public", 4),
        ("81.2.3.4/24", "public", 4),
        ("10.0.0.0/8", "private", 4),
        ("192.168.1.7/16", "private", 4),
        ("100.64.0.0/10", "shared", 4),
        ("2a00:1450::/32", "public", 6),
        ("fd00::/8", "private", 6),
        ("81.2.3.4/32", "public", 4),
    ],
)
def test_a_range_is_judged_by_its_network(text: str, kind: str, version: int) -> None:
    assert address_kind(text) == (kind, version)


@pytest.mark.parametrize("text", [" 81.2.3.4", "81.2.3.4\n", "\t81.2.3.4 "])
def test_white_space_around_an_address_does_not_count(text: str) -> None:
    assert address_kind(text) == ("public", 4)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "jdoe77", "300.1.1.1", "1.2.3", "1.2.3.4.5", "81.2.3.4:443", "[::1]", "http://81.2.3.4", "81.2.3.4-81.2.3.9",
        "81.2.3.4/33",
        "2a00::1::2", "012.1.1.1", "134744072", "0x7f.0.0.1", "１２７.0.0.1", "81.2.3.4, 81.2.3.5", "-1.2.3.4", "\x00", "1" * 5000,
        ":" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_none(text: str) -> None:
    assert address_kind(text) == ("invalid", None)
