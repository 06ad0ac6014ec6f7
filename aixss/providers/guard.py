"""The only way out: HTTP that calls public addresses only and reads no endless answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore2
import httpx2

from aixss.providers.spec import FailureClass, ProviderError

ANSWER_BYTES = 8 * 1024 * 1024
CONNECT_S = 10.0  # per address, so that one black hole does not use up the whole call
# Many servers hang up on a connection that was idle for five seconds: a question that is sent at
# that moment is lost, and costs its job a try.
IDLE_S = 4.0
KEPT_ALIVE = httpx2.Limits(
    max_connections=None, max_keepalive_connections=100, keepalive_expiry=IDLE_S
)

# What is true of a body on the wire, not of the bytes that were read of it.
TRANSFER = frozenset({"content-encoding", "content-length", "transfer-encoding"})

_NAT64 = IPv6Network("64:ff9b::/96")
# Ways into a private network that Python takes for public: NAT64 of a site, IPv4 in its oldest
# dress, and what was site-local before fc00::/7.
_OF_A_SITE = tuple(map(IPv6Network, ("64:ff9b:1::/48", "::/96", "fec0::/10")))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; IPv4 dressed as IPv6 is seen through."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address):
        if any(ip in each for each in _OF_A_SITE):
            return False
        inner = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
        ip = ip.ipv4_mapped or ip.sixtofour or inner or ip
    return ip.is_global and not ip.is_multicast


class _PublicOnly(httpcore2.AnyIOBackend):
    """Resolves a name, checks what came out and connects to exactly that, at each connect.

    Checking a URL beforehand would leave the name free to point elsewhere a moment later.
    """

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await _resolve(host, port)
        if not all(map(is_public, addresses)):
            detail = f"{host} is not a public address, and the operator has not allowed others"
            raise ProviderError(FailureClass.BAD_REQUEST, detail)
        limit_s = CONNECT_S if timeout is None else min(timeout, CONNECT_S)
        failed: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in addresses:
            try:
                return await super().connect_tcp(
                    address, port, limit_s, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore2.ConnectError(f"{host} has no address")


async def _resolve(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore2.ConnectError(f"{host} cannot be resolved") from error
    return [str(sockaddr[0]) for *_, sockaddr in found]


class _Bounded(httpx2.AsyncHTTPTransport):
    """Reads each body whole, up to a limit; or its beginning, when `cut_at` is set."""

    cut_at: int | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["accept-encoding"] = "identity"  # a limit on packed bytes limits nothing
        response = await super().handle_async_request(request)
        try:
            body = await (_read(response) if self.cut_at is None else _begin(response, self.cut_at))
        finally:
            await response.aclose()
        headers = [pair for pair in response.headers.multi_items() if pair[0] not in TRANSFER]
        return httpx2.Response(
            response.status_code,
            headers=headers,
            content=body,
            extensions=response.extensions,
        )


async def _read(response: httpx2.Response) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        detail = "the provider sent a compressed answer although none was asked for"
        raise ProviderError(FailureClass.BAD_ANSWER, detail)
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > ANSWER_BYTES:
            detail = f"the answer is larger than {ANSWER_BYTES // 1024 // 1024} MiB"
            raise ProviderError(FailureClass.BAD_ANSWER, detail)
    return bytes(body)


async def _begin(response: httpx2.Response, size: int) -> bytes:
    """At most `size` bytes of a body, as they came; the rest is not waited for."""
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) >= size:
            break
    return bytes(body[:size])


def client(*, allow_private: bool, cut_at: int | None = None) -> httpx2.AsyncClient:
    """An HTTP client that many tenants can share: it follows no redirects, keeps no cookies.

    It ignores proxies of the environment, which would resolve names out of the guard's sight.
    A body of more than 8 MiB is refused; with `cut_at` only so many of its bytes are read.
    """
    tls = httpx2.create_ssl_context()
    transport = _Bounded(verify=tls, limits=KEPT_ALIVE)
    transport.cut_at = cut_at
    if not allow_private:
        # httpx2 offers no argument for the backend; httpcore2, below it, does.
        transport._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=KEPT_ALIVE.max_connections,
            max_keepalive_connections=KEPT_ALIVE.max_keepalive_connections,
            keepalive_expiry=KEPT_ALIVE.keepalive_expiry,
            network_backend=_PublicOnly(),
        )
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx2.AsyncClient(transport=transport, cookies=no_cookies)
