package clerk

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// newTransport returns the HTTP transport for the base URL. It uses the proxies from the environment, except for a
// loopback host, because a proxy would receive the secret key without encryption.
func newTransport(base *url.URL) *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	// All requests go to one host. The default is 2, which would open a new connection for most of Terraform's parallel
	// requests.
	t.MaxIdleConnsPerHost = 32
	t.MaxResponseHeaderBytes = maxHeader
	t.Proxy = nil
	if !isLoopback(base.Hostname()) {
		proxy := httpproxy.FromEnvironment().ProxyFunc()
		t.Proxy = func(r *http.Request) (*url.URL, error) { return proxy(r.URL) }
	}
	t.OnProxyConnectResponse = refusedByProxy
	if base.Scheme == "http" {
		dialer := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second, Control: onlyLoopback}
		t.DialContext = dialer.DialContext
	}
	return t
}

// onlyLoopback refuses a connection to another machine, because a hosts file or a name server can resolve localhost to
// another address.
func onlyLoopback(_, address string, _ syscall.RawConn) error {
	if to, err := netip.ParseAddrPort(address); err != nil || !to.Addr().IsLoopback() {
		return fmt.Errorf("%s is not a loopback address, and http:// is for loopback hosts only", address)
	}
	return nil
}

// refusedByProxy returns the error for a proxy that refuses the connection. Without it, net/http would include the text
// of the proxy's status line.
func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return fmt.Errorf("the proxy answered %s", statusText(resp.StatusCode))
}
