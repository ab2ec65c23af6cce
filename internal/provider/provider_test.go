package provider_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	clerkprovider "github.com/clerk-users/terraform-provider-clerk/internal/provider"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) {
	// A key of the person who runs the tests must not get into them.
	_ = os.Unsetenv("CLERK_SECRET_KEY")
	_ = os.Unsetenv("CLERK_API_URL")
	acctest.Main(m)
}

const (
	developmentKey = "sk_test_development4711"
	productionKey  = "sk_live_production4711"
)

// block has the configured arguments of a provider block.
type block map[string]any

var unknown any = tftypes.UnknownValue

// raw is the block as the CLI sends it.
func (b block) raw(ctx context.Context) tftypes.Value {
	object := schema(ctx).Schema.Type().TerraformType(ctx).(tftypes.Object)
	values := map[string]tftypes.Value{}
	for name, attribute := range object.AttributeTypes {
		values[name] = tftypes.NewValue(attribute, b[name])
	}
	return tftypes.NewValue(object, values)
}

func schema(ctx context.Context) *provider.SchemaResponse {
	var response provider.SchemaResponse
	clerkprovider.New("test")().Schema(ctx, provider.SchemaRequest{}, &response)
	return &response
}

// configure makes the client as a plan does.
func (b block) configure(t *testing.T, change ...func(*provider.ConfigureRequest)) *provider.ConfigureResponse {
	t.Helper()
	ctx := t.Context()
	request := provider.ConfigureRequest{
		TerraformVersion: "1.14.3",
		Config:           tfsdk.Config{Raw: b.raw(ctx), Schema: schema(ctx).Schema},
	}
	for _, change := range change {
		change(&request)
	}
	var response provider.ConfigureResponse
	clerkprovider.New("0.9.1")().Configure(ctx, request, &response)
	return &response
}

// client is the client of a block that must be right.
func (b block) client(t *testing.T) *clerk.Client {
	t.Helper()
	response := b.configure(t)
	for _, problem := range response.Diagnostics {
		t.Fatalf("%s: %s", problem.Summary(), problem.Detail())
	}
	run, ok := response.ResourceData.(service.Run)
	if !ok || run.Client == nil {
		t.Fatalf("resources receive %v, want a client", response.ResourceData)
	}
	return run.Client
}

// validate checks the block as terraform validate does.
func (b block) validate(t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	raw := b.raw(t.Context())
	config, err := tfprotov6.NewDynamicValue(raw.Type(), raw)
	if err != nil {
		t.Fatal(err)
	}
	server := providerserver.NewProtocol6(clerkprovider.New("test")())()
	response, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: &config})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

// expectError expects exactly one error, on the attribute, with these parts in
// its detail and nothing of a key.
func expectError(t *testing.T, problems diag.Diagnostics, attribute, summary string, parts ...string) {
	t.Helper()
	if len(problems) != 1 || problems[0].Severity() != diag.SeverityError {
		t.Fatalf("the diagnostics are %v, want exactly one error", problems)
	}
	problem, ok := problems[0].(diag.DiagnosticWithPath)
	if !ok || problem.Path().String() != attribute {
		t.Errorf("the error %v is not on %s", problems[0], attribute)
	}
	if problems[0].Summary() != summary {
		t.Errorf("the summary is %q, want %q", problems[0].Summary(), summary)
	}
	detail := problems[0].Detail()
	for _, part := range parts {
		if !strings.Contains(detail, part) {
			t.Errorf("the detail lacks %q:\n%s", part, detail)
		}
	}
	if !strings.HasSuffix(detail, ".") || strings.HasSuffix(detail, "..") {
		t.Errorf("the detail does not end in one full stop:\n%s", detail)
	}
	if strings.Contains(summary+detail, "4711") {
		t.Errorf("the error holds some of the key:\n%s", detail)
	}
}

// api counts and keeps the requests that it gets, and answers each with no users.
type api struct {
	*httptest.Server
	mu       sync.Mutex
	requests []*http.Request
}

func newAPI(t *testing.T) *api {
	t.Helper()
	a := &api{}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.requests = append(a.requests, r)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("[]"))
	}))
	t.Cleanup(a.Close)
	return a
}

func (a *api) received() []*http.Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.requests
}

// send sends one request with the client and returns it as the server received it.
func (a *api) send(t *testing.T, client *clerk.Client) *http.Request {
	t.Helper()
	if _, err := client.ListUsers(t.Context(), clerk.UserListParams{}); err != nil {
		t.Fatal(err)
	}
	requests := a.received()
	if len(requests) != 1 {
		t.Fatalf("the server received %d requests, want 1", len(requests))
	}
	return requests[0]
}
