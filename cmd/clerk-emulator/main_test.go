package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// running is the program in the process of the test.
type running struct {
	url  string
	stop context.CancelFunc
	rest chan string
	done chan error
}

// start runs the program until it logs its address.
func start(t *testing.T, args ...string) running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	reader, writer := io.Pipe()
	r := running{stop: stop, rest: make(chan string, 1), done: make(chan error, 1)}
	go func() {
		err := run(ctx, args, writer, io.Discard)
		_ = writer.Close()
		r.done <- err
	}()
	output := bufio.NewReader(reader)
	line, err := output.ReadString('\n')
	if err != nil {
		t.Fatal(<-r.done)
	}
	go func() {
		rest, _ := io.ReadAll(output)
		r.rest <- string(rest)
	}()
	url, found := strings.CutPrefix(strings.TrimSpace(line), "clerk-emulator listening on ")
	if !found {
		t.Fatalf("it says %q", line)
	}
	r.url = url
	return r
}

func (r running) end(t *testing.T) {
	t.Helper()
	r.stop()
	if err := <-r.done; err != nil {
		t.Error(err)
	}
	if rest := <-r.rest; rest != "" {
		t.Errorf("it says more than one line: %q", rest)
	}
}

func get(t *testing.T, url, key string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(body)
}

func TestRun_canceledContext_stopsServing(t *testing.T) {
	seed := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(seed, []byte(`{"users":[{"id":"user_ada","username":"adalove"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	r := start(
		t,
		"-listen",
		"127.0.0.1:0",
		"-secret-key",
		"sk_test_mine",
		"-seed-users",
		"3",
		"-seed-file",
		seed,
		"-latency",
		"1ms",
	)
	status, body := get(t, r.url+"/v1/users/count", "sk_test_mine")
	if status != 200 || !strings.Contains(body, `"total_count":4`) {
		t.Errorf("%d %s", status, body)
	}
	if status, _ := get(t, r.url+"/v1/users/user_ada", emulator.DefaultSecretKey); status != 401 {
		t.Errorf("another key got %d", status)
	}
	r.end(t)
	if _, err := http.Get(r.url); err == nil {
		t.Error("it still listens")
	}
}

func TestRun_page_isServedAndItsAddressIsOnStandardError(t *testing.T) {
	for _, c := range []struct {
		args   []string
		served bool
	}{{nil, true}, {[]string{"-ui=false"}, false}} {
		ctx, stop := context.WithCancel(t.Context())
		reader, writer := io.Pipe()
		var stderr bytes.Buffer
		done := make(chan error, 1)
		go func() { done <- run(ctx, c.args, writer, &stderr) }()
		line, err := bufio.NewReader(reader).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		url := strings.TrimSpace(strings.TrimPrefix(line, "clerk-emulator listening on "))
		status, body := get(t, url+"/", "")
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if served := status == http.StatusOK && strings.Contains(body, "<title>Overview"); served != c.served {
			t.Errorf("%v: the answer is %d %s", c.args, status, body)
		}
		if shown := stderr.String() == "Its page is at "+url+"\n"; shown != c.served || !c.served && stderr.Len() > 0 {
			t.Errorf("%v: standard error is %q", c.args, stderr.String())
		}
	}
}

func TestRun_dataFile_isSeededOnce(t *testing.T) {
	folder := t.TempDir()
	data, seed := filepath.Join(folder, "data.json"), filepath.Join(folder, "seed.json")
	err := os.WriteFile(seed, []byte(`{"behaviour":{"client_list_gone":true},"users":[{"username":"adalove"}]}`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r := start(t, "-data", data, "-seed-users", "2", "-seed-file", seed)
		if _, body := get(t, r.url+"/_emulator/stats", ""); !strings.Contains(body, `"users":3`) {
			t.Errorf("stats are %s", body)
		}
		if status, body := get(t, r.url+"/v1/clients", emulator.DefaultSecretKey); status != http.StatusGone {
			t.Errorf("the behaviour is not that of the seed file: %d %s", status, body)
		}
		r.end(t)
	}
}

func TestRun_invalidOption_isRefused(t *testing.T) {
	folder := t.TempDir()
	broken, taken := filepath.Join(folder, "broken.json"), filepath.Join(folder, "taken.json")
	for path, content := range map[string]string{broken: `{`, taken: `{"users":[{"username":"adalove"},` +
		`{"username":"adalove"}]}`} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for want, args := range map[string][]string{
		"not a loopback address":  {"-listen", "0.0.0.0:0"},
		"missing port":            {"-listen", "127.0.0.1"},
		"100/10s, or off":         {"-rate-limit", "100"},
		"unexpected argument":     {"serve"},
		"below 0":                 {"-seed-users", "-1"},
		"no such file":            {"-seed-file", filepath.Join(folder, "none.json")},
		"not a seed file":         {"-seed-file", broken},
		"user 2 of the seed":      {"-seed-file", taken},
		"not a data file":         {"-data", broken},
		"flag provided but not d": {"-port", "1"},
	} {
		err := run(t.Context(), args, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: the error is %v", args, err)
		}
	}
	if err := run(t.Context(), []string{"-h"}, io.Discard, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-h: the error is %v", err)
	}
}

func TestParse_rateLimit_isRead(t *testing.T) {
	for text, want := range map[string]emulator.RateLimit{
		"off":     {},
		"100/10s": {Requests: 100, Per: 10 * time.Second},
		"5/1m30s": {Requests: 5, Per: 90 * time.Second},
	} {
		o, err := parse([]string{"-rate-limit", text}, io.Discard)
		if err != nil || o.config.RateLimit != want {
			t.Errorf("%s: %+v, %v", text, o.config.RateLimit, err)
		}
		perUser := emulator.RateLimit{Requests: 10, Per: 10 * time.Second}
		if text == "off" {
			perUser = emulator.RateLimit{}
		}
		if o.config.UserRateLimit != perUser {
			t.Errorf("%s: per user %+v", text, o.config.UserRateLimit)
		}
	}
	for _, text := range []string{"", "0/10s", "-1/10s", "10/0s", "10/ten", "x/10s", "10"} {
		if _, err := parse([]string{"-rate-limit", text}, io.Discard); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}
