package acctest_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// echoedParts are parts of the secrets in the rows below, which no escape changes.
var echoedParts = []string{
	emulator.DefaultSecretKey, badSecret, "Xq7Zk2Vw9R", "Lm5Np8Yb3G", "57pWIbKESfsl9G0s6v4oz", echoedTOTP, "Gv9Ry4Pd6K",
	"Mc2Nf7Qs9L", "735192", "c2lnbmF0dXJl",
}

const (
	echoedPassword = `Xq7Zk2Vw9R "\ö&d+<%41> Lm5Np8Yb3G`
	echoedTOTP     = "JBSWY3DPEHPK3PXPFIRSTADA"
	echoedDigest   = "$2a$12$57pWIbKESfsl9G0s6v4oz.X3hzhVx6.bWGy6HUggcuL/a2tr3wTmG"
	echoedMetadata = `{"key":"Mc2Nf7Qs9L <&>"}`
)

// sendsSecrets are configurations that have every secret of a type sent.
var sendsSecrets = map[string][]acctest.BadInput{
	"resource clerk_user": {
		{Name: "create", Config: katherine(acctest.Values{
			"password_wo": echoedPassword, "password_wo_version": 1, "totp_secret_wo": echoedTOTP, "totp_secret_wo_version": 1,
			"backup_codes_wo": []any{"Gv9Ry4Pd6K-code"}, "backup_codes_wo_version": 1, "private_metadata": echoedMetadata,
		})},
		{Name: "create with a digest", Config: katherine(acctest.Values{
			"password_digest_wo": echoedDigest, "password_digest_wo_version": 1, "password_hasher": "bcrypt",
		})},
		{Name: "update", Before: katherine(acctest.Values{"password_wo_version": 1}), Config: katherine(acctest.Values{
			"password_wo": echoedPassword, "password_wo_version": 2, "private_metadata": echoedMetadata,
		})},
		{
			Name: "update of the metadata", Before: katherine(nil),
			Config: katherine(acctest.Values{"private_metadata": echoedMetadata}),
		},
	},
	"resource clerk_user_metadata": {
		{Name: "create", Config: ofAda("private", echoedMetadata)},
		{Name: "update", Before: ofAda("private", `{"key":"x"}`), Config: ofAda("private", echoedMetadata)},
	},
	"resource clerk_user_totp": {
		{Name: "create", Config: of("user_ada", acctest.Values{"secret_wo": echoedTOTP, "secret_wo_version": 1})},
	},
	"ephemeral clerk_password_verification": {{Name: "open", Config: ofAda("password", echoedPassword)}},
	"ephemeral clerk_client_verification": {
		{Name: "open", Config: acctest.Values{"token": "Xq7Zk2Vw9R.Mc2Nf7Qs9L.c2lnbmF0dXJl"}},
	},
	"ephemeral clerk_session_verification": {{Name: "open", Config: acctest.Values{"jwt": jwtWithKeyID}}},
	"action clerk_user_verify_totp":        {{Name: "invoke", Config: ofAda("code", "735192")}},
}

// jwtWithKeyID has the header that has the keys of the instance read.
var jwtWithKeyID = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT","kid":"ins_1"}`)) + "." +
	base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"user_1"}`)) + ".c2lnbmF0dXJl"

// sendsOnlyTheKey are configurations of types with bad inputs that send nothing, and which send no other secret.
var sendsOnlyTheKey = map[string][]acctest.BadInput{
	"ephemeral clerk_session_token": {{Name: "open", Config: acctest.Values{"session_id": "sess_ada"}}},
	"ephemeral clerk_testing_token": {{Name: "open", Config: acctest.Values{}}},
	"data clerk_clients":            {{Name: "read", Config: acctest.Values{}}},
	"data clerk_sessions":           {{Name: "read", Config: acctest.Values{"user_id": "user_ada"}}},

	"resource clerk_email_address": {{Name: "create", Config: ofAda("email_address", "k@example.com")}},

	"import clerk_email_address":      {badImport("idn_nothing", "", "")},
	"import clerk_phone_number":       {badImport("idn_nothing", "", "")},
	"import clerk_user_profile_image": {badImport("user_ada", "", "")},
	"import clerk_user_totp":          {badImport("user_ada", "", "")},

	"action clerk_user_delete_passkey":          {{Name: "invoke", Config: ofAda("passkey_id", "idn_1")}},
	"action clerk_user_delete_web3_wallet":      {{Name: "invoke", Config: ofAda("web3_wallet_id", "idn_1")}},
	"action clerk_user_delete_external_account": {{Name: "invoke", Config: ofAda("external_account_id", "eac_1")}},
	"action clerk_user_revoke_trusted_device":   {{Name: "invoke", Config: ofAda("trusted_device_id", "tdev_1")}},
}

// ofAda is a configuration of something of Ada with one more attribute.
func ofAda(attribute, value string) acctest.Values {
	return of("user_ada", acctest.Values{attribute: value})
}

// echoingAPI answers requests with all of their content, in the way of its kind. While it is off, the instance answers.
type echoingAPI struct {
	url  string
	on   atomic.Bool
	kind atomic.Int32
	sent atomic.Int32
}

func newEchoingAPI(instance *acctest.Instance) *echoingAPI {
	e := &echoingAPI{}
	e.url = instance.Front(func(w http.ResponseWriter, r *http.Request) bool {
		if !e.on.Load() {
			return false
		}
		e.sent.Add(1)
		whole, _ := httputil.DumpRequest(r, true)
		body, _ := io.ReadAll(r.Body)
		echoKinds[e.kind.Load()](w, repetitionsOf(string(whole), string(body)))
		return true
	})
	return e
}

// repetitionsOf are a request, its body and each text of its body, in several spellings.
func repetitionsOf(whole, body string) []string {
	texts := []string{whole, body}
	var params map[string]any
	_ = json.Unmarshal([]byte(body), &params)
	for _, value := range params {
		texts = append(texts, fmt.Sprint(value))
	}
	for _, text := range texts {
		quoted, _ := json.Marshal(text)
		texts = append(texts, string(quoted), fmt.Sprintf("%q", text), url.QueryEscape(text),
			base64.StdEncoding.EncodeToString([]byte(text)))
	}
	return texts
}

// echoKinds are the ways to answer with texts.
var echoKinds = []func(http.ResponseWriter, []string){
	func(w http.ResponseWriter, texts []string) { echoErrors(w, http.StatusUnprocessableEntity, texts) },
	func(w http.ResponseWriter, texts []string) { echoErrors(w, http.StatusNotFound, texts) },
	func(w http.ResponseWriter, texts []string) { echoErrors(w, http.StatusInternalServerError, texts) },
	func(w http.ResponseWriter, texts []string) {
		echoHeaders(w, texts)
		_, _ = io.WriteString(w, "<html>"+texts[0])
	},
	func(w http.ResponseWriter, texts []string) {
		echoHeaders(w, texts)
		_ = json.NewEncoder(w).Encode(map[string]any{"id": texts, "data": texts[0]})
	},
	func(w http.ResponseWriter, texts []string) {
		echoHeaders(w, texts)
		w.WriteHeader(http.StatusTemporaryRedirect)
	},
	func(w http.ResponseWriter, texts []string) { breakOff(w, "HTTP/1.1 "+texts[len(texts)/5-1]) },
	func(w http.ResponseWriter, texts []string) { breakOff(w, "HTTP/1.1 200 OK\r\n"+texts[len(texts)/5-1]) },
	func(w http.ResponseWriter, texts []string) { breakOff(w, texts[1]) },
	// net/http itself logs what comes behind an answer.
	func(w http.ResponseWriter, texts []string) {
		answer := `{"errors":[{"code":"resource_not_found"}]}`
		head := fmt.Sprintf("HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n", len(answer))
		breakOff(w, head+answer+strings.Join(texts, ""))
	},
}

func echoHeaders(w http.ResponseWriter, texts []string) {
	line := strings.NewReplacer("\r", " ", "\n", " ").Replace(strings.Join(texts, " "))
	for i, name := range []string{"Content-Type", "Clerk-Trace-Id", "Cf-Ray", "Location"} {
		w.Header().Set(name, line[i*len(line)/8:])
	}
}

func echoErrors(w http.ResponseWriter, status int, texts []string) {
	echoHeaders(w, texts)
	items := []any{map[string]any{
		"code": "resource_not_found", "message": texts[0], "meta": map[string]any{"param_name": "password"},
	}}
	for _, text := range texts[1:min(len(texts), 20)] {
		items = append(items, map[string]any{"code": text, "message": text, "meta": map[string]any{
			"param_name": text, "param_names": texts[:2], "unsupported_features": []string{text}, "identifiers": []string{text},
		}})
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": items, "clerk_trace_id": texts[0]})
}

func breakOff(w http.ResponseWriter, head string) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(connection, head+"\r\n\r\n")
	_ = connection.Close()
}

func TestSecrets_serverRepeatsTheRequest_noDiagnosticOfAnyTypeHoldsThem(t *testing.T) {
	t.Parallel()
	for of, inputs := range everyBadInput {
		kind, typeName, _ := strings.Cut(of, " ")
		if kind == "function" || kind == "provider" {
			continue // they send nothing
		}
		t.Run(of, func(t *testing.T) {
			t.Parallel()
			sent := int32(0)
			reaching := slices.DeleteFunc(slices.Clone(inputs), func(b acctest.BadInput) bool {
				return b.Stage == "" || b.Stage == acctest.Validated
			})
			// Inputs without secrets of their own share the kinds of answers.
			shared := slices.Concat(reaching[max(0, len(reaching)-3):], sendsOnlyTheKey[of])
			for i, input := range shared {
				sent += expectNoEcho(t, input, kind, typeName, i, len(shared))
			}
			for _, input := range sendsSecrets[of] {
				sent += expectNoEcho(t, input, kind, typeName, 0, 1)
			}
			if sent == 0 {
				t.Errorf("%s has sent nothing: add a row to sendsSecrets or sendsOnlyTheKey", of)
			}
		})
	}
}

// expectNoEcho tries an input with a server that repeats what it is sent, and returns how many requests were sent. It
// uses each step-th kind of answers, from the first one on.
func expectNoEcho(t *testing.T, b acctest.BadInput, kind, typeName string, first, step int) int32 {
	t.Helper()
	instance := badInputInstance(t)
	api := newEchoingAPI(instance)
	settings := acctest.Values{"max_retries": 0, "api_url": api.url}
	p := acctest.NewProtocol(t, instance, settings)
	var state *tfprotov6.DynamicValue
	if b.Before != nil {
		made := p.Apply(typeName, nil, b.Before)
		if problems := acctest.Errors(made.Diagnostics); len(problems) > 0 {
			t.Fatalf("%s: what is applied before fails: %s: %s", b.Name, problems[0].Summary, problems[0].Detail)
		}
		state = made.State
	}
	api.on.Store(true)
	for i := first; i < len(echoKinds); i += step {
		api.kind.Store(int32(i))
		p.Configure(instance, settings)
		text := acctest.Text(p.Try(kind, typeName, state, b.Config).Diagnostics)
		for _, part := range echoedParts {
			if at := strings.Index(strings.ToLower(text), strings.ToLower(part)); at >= 0 {
				t.Errorf("%s, echo %d: %q shows: %s", b.Name, i, part, text[max(0, at-200):min(len(text), at+100)])
			}
		}
	}
	return api.sent.Load()
}

// secretAttributes are attributes of arguments that hold a secret although their schema cannot mark it.
var secretAttributes = map[string][]string{"action clerk_user_verify_totp": {"code"}}

func TestSecrets_everySecretArgumentHasARowInWhichItIsSent(t *testing.T) {
	t.Parallel()
	schemas := acctest.NewProtocol(t, acctest.NewInstance(t)).Schemas
	secret := map[string][]string{}
	note := func(of string, schema *tfprotov6.Schema) {
		for _, attribute := range schema.Block.Attributes {
			isArgument := attribute.Required || attribute.Optional
			isOption := attribute.Type == nil || attribute.Type.Is(tftypes.Bool) // write-only, as it is used in one request
			if (attribute.Sensitive || attribute.WriteOnly) && isArgument && !attribute.Deprecated && !isOption {
				secret[of] = append(secret[of], attribute.Name)
			}
		}
	}
	for name, schema := range schemas.ResourceSchemas {
		if acctest.HasObjectRow(t, name) {
			continue // its row sends secrets to an API that repeats them
		}
		note("resource "+name, schema)
	}
	for name, schema := range schemas.DataSourceSchemas {
		note("data "+name, schema)
	}
	for name, schema := range schemas.EphemeralResourceSchemas {
		note("ephemeral "+name, schema)
	}
	for name, schema := range schemas.ActionSchemas {
		note("action "+name, schema.Schema)
	}
	for of, attributes := range secretAttributes {
		secret[of] = append(secret[of], attributes...)
	}
	for of, attributes := range secret {
		for _, attribute := range attributes {
			if !slices.ContainsFunc(sendsSecrets[of], func(b acctest.BadInput) bool { return b.Config[attribute] != nil }) {
				t.Errorf("%s: no row sends %s", of, attribute)
			}
		}
	}
}

// echoingRun has the resources that send secrets.
const echoingRun = declarations + `
resource "clerk_user_metadata" "holder" {
  user_id = "user_holder"
  private = jsonencode({ note = var.private })
}
resource "clerk_user_totp" "holder" {
  user_id           = "user_holder"
  secret_wo         = var.totp_secret
  secret_wo_version = 1
}
`

const echoingEphemerals = `
ephemeral "clerk_password_verification" "holder" {
  user_id  = "user_holder"
  password = var.password
}
ephemeral "clerk_client_verification" "holder" { token = var.password }
`

func TestSecrets_serverRepeatsTheRequest_outputAndLogHoldNone(t *testing.T) {
	t.Parallel()
	run := newSecretRun(t)
	api := newEchoingAPI(run.instance)
	run.workspace.Setenv("CLERK_API_URL", api.url)
	run.use(firstCredentials, firstMetadata, 1)
	api.on.Store(true)
	last := int32(len(echoKinds) - 1)
	for config, kinds := range map[string][]int32{
		echoingRun:                       {0, last}, // others have the client search for the user for a minute
		declarations + echoingEphemerals: {0, 3, 6, last},
	} {
		run.workspace.Write(config)
		for _, kind := range kinds {
			api.kind.Store(kind)
			run.trace(fmt.Sprintf("%d bytes, echo %d", len(config), kind), "apply", "-auto-approve")
		}
	}
	run.expectNoSecret()
	if all := fmt.Sprint(run.left); !strings.Contains(all, "[secret]") || !strings.Contains(all, "Unsolicited response") {
		t.Error("nothing was withheld")
	}
}
