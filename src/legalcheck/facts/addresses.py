"""What kind of IP address an identifier is (RFC 1918, 4193, 5737, 6598 and the other special-purpose ranges of RFC 6890)."""

from __future__ import annotations

import ipaddress

_SHARED = ipaddress.ip_network("100.64.0.0/10")


def address_kind(text: str) -> tuple[str, int | None]:
    """(kind, version): kind is a word of `address-kind`; version is 4, 6 or None where it is no address. A range is judged by its network."""
    try:
        address = ipaddress.ip_network(text.strip(), strict=False).network_address
    except ValueError:
        return "invalid", None
    version = address.version
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address, version = address.ipv4_mapped, 4
    if address.is_loopback:
        return "loopback", version
    if address.is_link_local:
        return "link-local", version
    if isinstance(address, ipaddress.IPv4Address) and address in _SHARED:
        return "shared", version
    private = [ipaddress.ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]
    if any(address in network for network in private if network.version == address.version):
        return "private", version
    if not address.is_global or address.is_multicast:
        return "reserved", version
    return "public", version
