package jwks_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	it      = "data \"clerk_jwks\" \"it\" {\n}\n"
	address = "data.clerk_jwks.it"
)

// published is the key set as the API publishes it.
func published(t *testing.T, instance *acctest.Instance) (text string, set struct{ Keys []map[string]string }) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, instance.URL+"/v1/jwks", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+emulator.DefaultSecretKey)
	request.Header.Set("Clerk-API-Version", "2026-05-12")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, json.Unmarshal(body, &set)); err != nil {
		t.Fatal(err)
	}
	return string(body), set
}

func TestAccJWKS_Read_returnsThePublishedKeys(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	text, set := published(t, instance)
	key := map[string]knownvalue.Check{"crv": knownvalue.Null(), "x": knownvalue.Null(), "y": knownvalue.Null()}
	for name, value := range set.Keys[0] {
		key[name] = knownvalue.StringExact(value)
	}
	same := knownvalue.StringFunc(func(held string) error {
		var got, want any
		err := errors.Join(json.Unmarshal([]byte(held), &got), json.Unmarshal([]byte(text), &want))
		if err != nil || !reflect.DeepEqual(got, want) {
			return fmt.Errorf("the state holds %s, published is %s (%w)", held, text, err)
		}
		return nil
	})
	instance.Run(t, []acctest.Step{
		acctest.Reads(it, acctest.Attributes(address, map[string]knownvalue.Check{
			"json": same, "keys": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(key)}),
		})),
	}, nil)
}
