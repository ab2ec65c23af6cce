package clerk_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/race"
)

// Each secret has parts of letters and digits, which no escape changes, and this text between them.
const awkward = " \"\\\u00f6&d+<%41>/\u20ac'\U0001F511"

var (
	sentSecrets = map[string]string{
		"password":        "Xq7Zk2Vw9R" + awkward + "Lm5Np8Yb3G",
		"password_digest": "$argon2id$v=19$m=65536,t=3,p=4$Tz4Uj6Hn2B$Ke8Fc3Ws7D+/",
		"totp_secret":     "Q7ZK2VW5RT4XQ6NB",
		"backup_codes":    "Gv9Ry4Pd6K" + awkward,
		"code":            "Hb3Xw8Jm5T",
		"token":           aJWT,
		"private_metadata": `{"key":"Mc2Nf7Qs9L` + strings.ReplaceAll(strings.ReplaceAll(awkward, `\`, `\\`), `"`, `\"`) +
			`","deep":[{"pem":"-----BEGIN-----\nWd6Bt3Gz8V\nPa9Ls4Ek2C\n"}],"number":73519284061}`,
	}
	// sentParts are the texts that no error and no log may contain, in any case.
	sentParts = map[string][]string{
		"password":         {"Xq7Zk2Vw9R", "Lm5Np8Yb3G"},
		"password_digest":  {"Tz4Uj6Hn2B", "Ke8Fc3Ws7D"},
		"totp_secret":      {"Q7ZK2VW5RT4XQ6NB"},
		"backup_codes":     {"Gv9Ry4Pd6K"},
		"code":             {"Hb3Xw8Jm5T"},
		"token":            {"rotating-Yk5Dv8Zc", "c2lnbmF0dXJl"},
		"private_metadata": {"Mc2Nf7Qs9L", "Wd6Bt3Gz8V", "Pa9Ls4Ek2C", "73519284061"},
	}
	aJWT = "eyJhbGciOiJSUzI1NiJ9." +
		base64.RawURLEncoding.EncodeToString([]byte(`{"rotating_token":"rotating-Yk5Dv8Zc"}`)) + ".c2lnbmF0dXJl"
)

// secretOperations send all secrets of their operations. TestSecrets_everyOperation_isInTheList checks that the list is
// complete.
var secretOperations = map[string]func(*clerk.Client) error{
	"POST /users": func(c *clerk.Client) error {
		return err1(c.CreateUser(background(), clerk.UserCreateParams{
			Username:       clerk.Set("ada"),
			Password:       clerk.Set(sentSecrets["password"]),
			PasswordDigest: clerk.Set(sentSecrets["password_digest"]),
			TOTPSecret:     clerk.Set(sentSecrets["totp_secret"]),
			BackupCodes: []string{
				sentSecrets["backup_codes"],
			},
			PrivateMetadata: json.RawMessage(sentSecrets["private_metadata"]),
		}))
	},
	"PATCH /users/{user_id}": func(c *clerk.Client) error {
		return err1(c.UpdateUser(background(), "user_1", clerk.UserUpdateParams{
			Password: clerk.Set(sentSecrets["password"]), PasswordDigest: clerk.Set(sentSecrets["password_digest"]),
			TOTPSecret: clerk.Set(sentSecrets["totp_secret"]), BackupCodes: []string{sentSecrets["backup_codes"]},
		}))
	},
	"PATCH /users/{user_id}/metadata": func(c *clerk.Client) error {
		return err1(c.MergeUserMetadata(background(), "user_1", sentMetadata))
	},
	"PUT /users/{user_id}/metadata": func(c *clerk.Client) error {
		return err1(c.ReplaceUserMetadata(background(), "user_1", sentMetadata))
	},
	"POST /users/{user_id}/verify_password": func(c *clerk.Client) error {
		return c.VerifyUserPassword(background(), "user_1", sentSecrets["password"])
	},
	"POST /users/{user_id}/verify_totp": func(c *clerk.Client) error {
		return err1(c.VerifyUserTOTP(background(), "user_1", sentSecrets["code"]))
	},
	"POST /clients/verify": func(c *clerk.Client) error {
		return err1(c.VerifyClient(background(), sentSecrets["token"]))
	},
}

var sentMetadata = clerk.UserMetadataParams{Private: json.RawMessage(sentSecrets["private_metadata"])}

// secretParams returns the secret parameters of a body, and the other ones.
func secretParams(body any) (secret, open []string) {
	if body == nil {
		return nil, nil
	}
	for i := range reflect.TypeOf(body).NumField() {
		field := reflect.TypeOf(body).Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch field.Type {
		case reflect.TypeFor[bool](), reflect.TypeFor[clerk.Field[bool]]():
			continue
		}
		if slices.Contains(clerk.OpenParams, name) {
			open = append(open, name)
		} else {
			secret = append(secret, name)
		}
	}
	return secret, open
}

func TestSecrets_everyOperation_isInTheList(t *testing.T) {
	var open []string
	for operation, body := range clerk.Bodies {
		if !slices.Contains(clerk.Operations(), operation) {
			t.Errorf("%s is declared and not defined", operation)
		}
		secret, shown := secretParams(body)
		open = append(open, shown...)
		send := secretOperations[operation]
		if len(secret) == 0 {
			continue
		}
		if send == nil {
			t.Errorf("%s sends the secrets %q: add it to the list, or the parameters to openParams", operation, secret)
			continue
		}
		s := newServer(t, answerAny)
		if err := send(s.client(t)); err != nil {
			t.Error(err)
		}
		for _, param := range secret {
			if len(sentParts[param]) == 0 || !strings.Contains(s.last().body, `"`+param+`":`) {
				t.Errorf("%s is not tested with a value of %s", operation, param)
			}
			for _, part := range sentParts[param] {
				if !strings.Contains(s.last().body, part) && param != "token" {
					t.Errorf("%s does not send %q", operation, part)
				}
			}
		}
	}
	for operation := range secretOperations {
		if secret, _ := secretParams(clerk.Bodies[operation]); len(secret) == 0 {
			t.Errorf("%s sends no secret", operation)
		}
	}
	for _, param := range clerk.OpenParams {
		if !slices.Contains(open, param) {
			t.Errorf("no operation has the open parameter %s", param)
		}
	}
}

func TestSecrets_undeclaredBody_isNotSent(t *testing.T) {
	body := clerk.Bodies["POST /users"]
	delete(clerk.Bodies, "POST /users")
	t.Cleanup(func() { clerk.Bodies["POST /users"] = body })
	s := newServer(t, answerAny)
	_, err := s.client(t).CreateUser(background(), ada)
	if errorOf[*clerk.InvalidRequestError](err) == nil || len(s.received()) != 0 {
		t.Errorf("got %v after %d requests, want *InvalidRequestError and none", err, len(s.received()))
	}
}

// operationsFor returns the operations to send for a kind of answer. All operations contain the secret key, and some
// have more secrets.
func operationsFor(echo string) map[string]func(*clerk.Client) error {
	sends := map[string]func(*clerk.Client) error{"GET /users": func(c *clerk.Client) error {
		return err1(c.ListUsers(background(), clerk.UserListParams{}))
	}}
	if echo == "refusal" || echo == "broken: HTTP/1.1 %s" {
		for _, test := range everyOperationTest {
			sends[test.operation] = test.send
		}
	}
	maps.Copy(sends, secretOperations)
	return sends
}

func TestClient_serverRepeatsTheRequest_noSecretInErrorsAndLogs(t *testing.T) {
	race.SkipSequential(t)
	parts := []string{"oZ8Qm3vJ7fR2xK5tYb1c"}
	for _, more := range sentParts {
		parts = append(parts, more...)
	}
	for name, answer := range echoes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, echo(answer))
			for operation, send := range operationsFor(name) {
				log := &recorder{}
				err := send(s.client(t, clerk.WithLogger(log), clerk.WithMaxRetries(0)))
				text := fmt.Sprintf("%v %+v %s", err, err, log.text.String())
				if refusal, ok := clerk.AsError(err); ok {
					items, _ := json.Marshal(refusal.Items) // with the fields that String omits
					text += string(items)
				}
				for _, part := range parts {
					if at := position(text, part); at >= 0 {
						t.Fatalf("%s: %q shows: …%s", operation, part, text[max(0, at-100):min(len(text), at+100)])
					}
				}
				if log.text.Len() == 0 {
					t.Errorf("%s: nothing was logged", operation)
				}
			}
		})
	}
}

// position returns the position of a part in a text, in any case or in base64, or -1.
func position(text, part string) int {
	if at := strings.Index(strings.ToLower(text), strings.ToLower(part)); at >= 0 {
		return at
	}
	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + part))
		if at := strings.Index(text, encoded[4:len(encoded)-2]); at >= 0 {
			return at
		}
	}
	return -1
}

func TestSecrets_wordOfTheAPI_isNotRedacted(t *testing.T) {
	said := "Password has been found in an online data breach: users cannot use this password"
	s := newServer(t, answer(http.StatusUnprocessableEntity,
		`{"errors":[{"code":"form_password_pwned","long_message":"`+said+`","meta":{"param_name":"password"}}]}`))
	for _, password := range []string{"password", "Password", "user", "users", "in an"} {
		err := s.client(t).VerifyUserPassword(background(), "user_1", password)
		if refusal, ok := clerk.AsError(err); !ok || refusal.Items[0].Text() != said || refusal.Items[0].Param != "password" {
			t.Errorf("%q: got %v", password, err)
		}
	}
}

func TestSecrets_partOfAnErrorCode_isNotRedacted(t *testing.T) {
	s := newServer(t, answer(http.StatusUnprocessableEntity,
		`{"errors":[{"code":"incorrect_password","message":"m","long_message":"incorrect!"}]}`))
	err := s.client(t).VerifyUserPassword(background(), "user_1", "incorrect")
	if !clerk.HasCode(err, clerk.CodeIncorrectPassword) || strings.Contains(err.Error(), "incorrect!") {
		t.Errorf("got %v, want the code and no secret", err)
	}
}

func TestSecrets_codesOfTheClient_areKnown(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile(`[cC]ode[A-Z]\w* += "([a-z_]+)"`).FindAllSubmatch(source, -1) {
			found++
			if !slices.Contains(clerk.KnownCodes, string(match[1])) {
				t.Errorf("%s: knownCodes lacks %s", file, match[1])
			}
		}
	}
	if found < 9 {
		t.Errorf("found %d codes", found)
	}
}

func TestSecrets_valueOfAnOpenParameter_isNotRedacted(t *testing.T) {
	s := newServer(t, answer(http.StatusUnprocessableEntity,
		`{"errors":[{"code":"form_identifier_exists","message":"ada@example.com is taken by customer-4711"}]}`))
	_, err := s.client(t).CreateUser(background(), clerk.UserCreateParams{
		EmailAddresses:  []string{"ada@example.com"},
		PrivateMetadata: json.RawMessage(`{"login":"ada@example.com","customer":"customer-4711"}`),
	})
	if !clerk.IsDuplicate(err) || !strings.Contains(err.Error(), "ada@example.com is taken by [secret]") {
		t.Errorf("got %v", err)
	}
}

// Each text of the request is alone in the head, because net/http shows only the beginning of it.
func TestClient_invalidHeadWithAPartOfASecret_isNotInErrorsAndLogs(t *testing.T) {
	race.SkipSequential(t)
	for operation, send := range secretOperations {
		for _, head := range brokenHeads {
			for at, texts := 0, 1; at < texts; at++ {
				s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
					var params any
					if r.Method != http.MethodGet && json.NewDecoder(r.Body).Decode(&params) != nil {
						panic("the body is missing")
					}
					all := appendTexts([]string{r.Header.Get("Authorization")}, params)
					slices.Sort(all)
					texts = len(all)
					breakOff(w, head, all[at%texts])
				})
				log := &recorder{}
				err := send(s.client(t, clerk.WithLogger(log), clerk.WithMaxRetries(0)))
				text := fmt.Sprint(err, log.text.String())
				for param, parts := range sentParts {
					for _, part := range parts {
						if at := position(text, part); at >= 0 {
							t.Fatalf("%s, %q: %s shows: %s", operation, head, param, text)
						}
					}
				}
			}
		}
	}
}

func TestSecrets_partOfASecret_isRedacted(t *testing.T) {
	for part, send := range map[string]func(*clerk.Client) error{
		"Wd6Bt3Gz8V":        secretOperations["PUT /users/{user_id}/metadata"], // a line
		"73519284061":       secretOperations["PUT /users/{user_id}/metadata"], // a number
		"rotating-Yk5Dv8Zc": secretOperations["POST /clients/verify"],          // a claim
		"c2lnbmF0dXJl":      secretOperations["POST /clients/verify"],          // a signature
	} {
		s := newServer(t, answer(http.StatusUnprocessableEntity, `{"errors":[{"code":"c","message":"`+part+` is wrong"}]}`))
		if err := send(s.client(t)); err == nil || !strings.Contains(err.Error(), "[secret] is wrong") {
			t.Errorf("%s: got %v", part, err)
		}
	}
}

func TestSecrets_shortSecret_isNotRedacted(t *testing.T) {
	s := newServer(
		t,
		answer(
			http.StatusNotFound,
			`{"errors":[{"code":"resource_not_found","message":"not found","long_message":"No user was found with id user_1"}]}`,
		),
	)
	err := s.client(t).VerifyUserPassword(background(), "user_1", "user")
	if !clerk.IsNotFound(err) || !strings.Contains(err.Error(), "No user was found with id user_1") {
		t.Errorf("got %v", err)
	}
}
