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

// newTransport returns the HTTP transport to the base URL. To a loopback host no proxy is used: one would receive the
// secret key in plain text. To other hosts the proxies of the environment are.
func newTransport(base *url.URL) *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	// All requests go to one host; the default of 2 would open a new connection for most of Terraform's parallel ones.
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

// onlyLoopback refuses a connection to another machine: a hosts file or a name server can lead localhost there.
func onlyLoopback(_, address string, _ syscall.RawConn) error {
	if to, err := netip.ParseAddrPort(address); err != nil || !to.Addr().IsLoopback() {
		return fmt.Errorf("%s is not a loopback address, and http:// is for loopback hosts only", address)
	}
	return nil
}

// refusedByProxy is the error of a proxy that does not connect. Without it, net/http shows the text of the status line,
// which is the proxy's.
func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return fmt.Errorf("the proxy answered %s", statusText(resp.StatusCode))
}
