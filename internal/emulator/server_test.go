package emulator

import (
	"strings"
	"testing"
)

func TestListen_otherAddress_isRefused(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:0"} {
		server, err := Listen(New(Config{}), address)
		if err == nil {
			_ = server.Close()
			t.Errorf("%s was accepted", address)
			continue
		}
		if !strings.Contains(err.Error(), "loopback") {
			t.Errorf("%s: the error does not say why: %v", address, err)
		}
	}
}

func TestStart_servesUntilClosed(t *testing.T) {
	server, err := Start(Config{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(server.URL, "http://127.0.0.1:") {
		t.Errorf("URL is %s", server.URL)
	}
	for range 2 {
		if err := server.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
