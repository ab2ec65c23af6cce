package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/cmd/bench/baseline"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// builtProviders is the folder of the providers that the runs of these tests build once.
var builtProviders string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "clerk-bench-test-")
	if err != nil {
		panic(err)
	}
	builtProviders = folder
	m.Run()
	_ = os.RemoveAll(folder)
}

// The test is one small run of everything. A step fails unless plans after an apply are empty, also with the baseline,
// and unless the instance has the applied users.
func TestRun_measuresEveryStepOfEverySubject(t *testing.T) {
	t.Setenv("TF_ACC_TERRAFORM_PATH", acctest.RequireCLI(t))
	// The providers are other processes, which Go's cache of test results does not see. To be linked in, the baseline must
	// be used here; the real one is used by it.
	if _, err := baseline.New(t.Context()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "result.json")
	var table, progress bytes.Buffer
	args := []string{
		"-users",
		"20",
		"-others",
		"3",
		"-rate-limit",
		"off",
		"-latency",
		"0",
		"-steps",
		"create,plan,change,destroy",
		"-repeat",
		"2",
		"-json",
		file,
		"-providers",
		builtProviders,
	}
	if err := run(t.Context(), args, &table, &progress); err != nil {
		t.Fatalf("%v\n%s", err, progress.String())
	}
	var turns []string
	for line := range strings.Lines(progress.String()) {
		if _, turn, _ := strings.Cut(line, "20 users, "); strings.Contains(turn, ": plan, nothing to change: done") {
			turns = append(turns, strings.SplitN(turn, ":", 2)[0])
		}
	}
	if got := strings.Join(turns, " "); got != "baseline batched individual baseline batched individual" {
		t.Errorf("the plans were measured in the order %s", got)
	}
	r, err := readReport(file)
	if err != nil {
		t.Fatal(err)
	}
	if r.Command != "go run ./internal/cmd/bench "+strings.Join(args, " ") || r.CLI == "" {
		t.Errorf("the result says of itself %+v", r)
	}
	for _, of := range []subject{baselineOnly, batched, individual} {
		for _, name := range []string{"create", "plan", "change", "destroy"} {
			m, measured := r.find(20, of, name, "")
			if !measured || m.Seconds <= 0 || m.Throttled != 0 {
				t.Errorf("%s, %s: %+v", of, name, m)
			}
			checkRequests(t, m)
			if row := stepOf(name).title; !strings.Contains(table.String(), row) {
				t.Errorf("the table lacks %q", row)
			}
		}
	}
}

func checkRequests(t *testing.T, m Measurement) {
	t.Helper()
	const create, read, change, remove = "POST /v1/users", "GET /v1/users/{user_id}", "PATCH /v1/users/{user_id}", "DELETE /v1/users/{user_id}"
	if m.Subject == baselineOnly {
		if m.Requests != 0 {
			t.Errorf("the baseline sent %d requests in %s", m.Requests, m.Step)
		}
		return
	}
	want := map[string]int{"create": 20, "plan": 0, "change": 1, "destroy": 20}[m.Step]
	if got := m.Operations[create] + m.Operations[change] + m.Operations[remove]; got != want {
		t.Errorf("%s, %s: %d writes, want %d", m.Subject, m.Step, got, want)
	}
	if m.Step == "create" {
		return
	}
	if reads := m.Requests - want; m.Subject == individual && m.Operations[read] != 20 ||
		m.Subject == batched && reads >= 20 {
		t.Errorf("%s, %s: %d reads: %v", m.Subject, m.Step, reads, m.Operations)
	}
}

// An adoption or an import sends one write for each user that differs.
func TestRun_usersOfTheInstance_areTakenWithFewRequests(t *testing.T) {
	t.Setenv("TF_ACC_TERRAFORM_PATH", acctest.RequireCLI(t))
	for form, steps := range map[string]string{"adopt": "first-plan,create", "import": "create"} {
		file := filepath.Join(t.TempDir(), "result.json")
		args := []string{
			"-shape", form, "-users", "20", "-strategy", "batched", "-rate-limit", "off", "-latency", "0",
			"-steps", steps, "-json", file, "-providers", builtProviders,
		}
		var table, progress bytes.Buffer
		if err := run(t.Context(), args, &table, &progress); err != nil {
			t.Fatalf("%v\n%s", err, progress.String())
		}
		r, err := readReport(file)
		if err != nil {
			t.Fatal(err)
		}
		m, measured := r.find(20, batched, "create", "")
		if writes := m.Operations["PATCH /v1/users/{user_id}"]; !measured || writes != 2 || m.Requests-writes > 10 {
			t.Errorf("%s: %d requests with %d writes, want 2 writes: %v", form, m.Requests, writes, m.Operations)
		}
	}
}

func TestRun_shapes_measuresEveryShape(t *testing.T) {
	t.Setenv("TF_ACC_TERRAFORM_PATH", acctest.RequireCLI(t))
	file := filepath.Join(t.TempDir(), "result.json")
	var table, progress bytes.Buffer
	args := []string{"-shapes", "-users", "2", "-json", file, "-providers", builtProviders}
	if err := run(t.Context(), args, &table, &progress); err != nil {
		t.Fatalf("%v\n%s", err, progress.String())
	}
	r, err := readReport(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, written := range planShapes {
		if _, measured := r.find(2, baselineOnly, "plan", written.name); !measured {
			t.Errorf("%s is not measured", written.name)
		}
	}
}

func TestShapes_blocks_have500UsersEach(t *testing.T) {
	c := configuration{users: 1100}
	for name, want := range map[string]int{"count": 1, "blocks": 3, "json-local": 1, "json-blocks": 3} {
		for _, written := range planShapes {
			if written.name == name {
				if got := strings.Count(written.files(c)["main.tf"], "resource \"clerk_user\""); got != want {
					t.Errorf("%s has %d blocks, want %d", name, got, want)
				}
			}
		}
	}
}
