package users

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func texts(values ...string) types.List {
	elements := make([]attr.Value, len(values))
	for i, value := range values {
		elements[i] = types.StringValue(value)
	}
	return types.ListValueMust(types.StringType, elements)
}

func nothingStated() *filterModel {
	var model filterModel
	for _, filter := range valueFilters {
		*filter.stated(&model) = types.ListNull(types.StringType)
	}
	return &model
}

func TestFilters_omittedFilter_isNotSent(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(clerk.UserQuery{}, nothingStated().query()); diff != "" {
		t.Errorf("the query of no filter (-want +got):\n%s", diff)
	}
}

// Each filter must change one field of the query that no other changes, and each
// field of the model must be a filter.
func TestFilters_eachIsOneFieldOfTheQuery(t *testing.T) {
	t.Parallel()
	stated := map[string]func(*filterModel){"banned": func(m *filterModel) { m.Banned = types.BoolValue(false) }}
	for _, filter := range valueFilters {
		stated[filter.name] = func(m *filterModel) { *filter.stated(m) = texts() }
	}
	for _, filter := range textFilters {
		stated[filter.name] = func(m *filterModel) { *filter.stated(m) = types.StringValue("x") }
	}
	for _, filter := range timeFilters {
		stated[filter.name] = func(m *filterModel) { *filter.stated(m) = customtypes.NewTimestamp(clerk.UnixMilli(0).Time()) }
	}
	for field := range reflect.TypeFor[filterModel]().Fields() {
		if stated[field.Tag.Get("tfsdk")] == nil {
			t.Errorf("%s is no filter", field.Name)
		}
	}
	changedBy := map[string]string{}
	for name, state := range stated {
		model := nothingStated()
		state(model)
		changed := changedFields(reflect.ValueOf(model.query()))
		if len(changed) != 1 || changedBy[changed[0]] != "" {
			t.Errorf("%s changes %v, of which others change %v", name, changed, changedBy)
			continue
		}
		changedBy[changed[0]] = name
	}
}

// changedFields names the fields that are not zero; an empty slice is not nil.
func changedFields(of reflect.Value) []string {
	var names []string
	for field, value := range of.Fields() {
		switch {
		case field.Anonymous:
			names = append(names, changedFields(value)...)
		case !value.IsZero():
			names = append(names, field.Name)
		}
	}
	return names
}

func TestProjection_withoutUsers_hasItsTypes(t *testing.T) {
	t.Parallel()
	kept := newProjection([]string{"id", "email_addresses", privateField})
	empty := kept.list()
	kept.add(&clerk.User{ID: "user_1", PrivateMetadata: []byte(`{"b":1,"a":2}`)})
	if empty.String() != kept.list().String() {
		t.Errorf("the list of no user is %s, that of one user %s", empty, kept.list())
	}
	if len(kept.users) != 1 || !kept.users[0].Equal(kept.byID["user_1"]) {
		t.Errorf("list and map differ: %v, %v", kept.users, kept.byID)
	}
	if diff := cmp.Diff(`{"user_1":"{\"a\":2,\"b\":1}"}`, kept.privateMetadata().String()); diff != "" {
		t.Errorf("the private metadata (-want +got):\n%s", diff)
	}
	if private := newProjection(nil).privateMetadata(); !private.IsNull() {
		t.Errorf("private metadata that is not requested is kept: %v", private)
	}
}
