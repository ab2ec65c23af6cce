package users

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// plainAttribute is one plain attribute of clerk_user. The schema, the state, the requests and the paths of errors are
// made from these. Identifiers, credentials and metadata are not plain, because they need requests of their own.
type plainAttribute struct {
	name   string
	schema schema.Attribute
	value  func(*userModel) attr.Value
	// params are the parameters of the API with this value, as its errors name them.
	params []string

	// read sets the field from an answer of the API, and initialize sets the field of a value that the API does not have.
	// Each attribute has one of them, except arguments.
	read       func(*userModel, *clerk.User)
	initialize func(*userModel)
	// plan plans the value of a new user that the configuration does not set.
	plan func(plan, config *userModel)

	// create and update set the parameter of a request. Without update, the value has operations of its own.
	create func(*clerk.UserCreateParams, *userModel)
	update func(ctx context.Context, params *clerk.UserUpdateParams, plan, prior *userModel)
	// clearAgain sets an empty text where the sent params cleared a text, and the user still has it.
	clearAgain func(again, sent *clerk.UserUpdateParams, user *clerk.User)
}

// conversion converts values of one type: M in the model, A in answers and P in parameters of the API.
type conversion[M attr.Value, A, P any] struct {
	toModel func(A) M
	// toParam omits a value that is null or unknown, and clears one that is empty.
	toParam func(M) clerk.Field[P]
}

var (
	textValues     = conversion[types.String, *string, string]{textFromAPI, textParam}
	usernameValues = conversion[customtypes.Identifier, *string, string]{usernameFromAPI, usernameParam}
	boolValues     = conversion[types.Bool, bool, bool]{types.BoolValue, boolParam}
	numberValues   = conversion[types.Int64, *int64, int64]{types.Int64PointerValue, numberParam}
	timeValues     = conversion[customtypes.Timestamp, *clerk.UnixMilli, time.Time]{timeFromAPI, timeParam}
)

// computed is an attribute that only the API sets.
func (c conversion[M, A, P]) computed(
	name string,
	of schema.Attribute,
	field func(*userModel) *M,
	answer func(*clerk.User) A,
) plainAttribute {
	a := newAttribute(name, of, field)
	a.read = func(m *userModel, u *clerk.User) { *field(m) = c.toModel(answer(u)) }
	return a
}

// managed is an attribute that the configuration can set. Without update, it is changed by an operation of its own.
func (c conversion[M, A, P]) managed(
	name string,
	of schema.Attribute,
	field func(*userModel) *M,
	answer func(*clerk.User) A,
	create func(*clerk.UserCreateParams) *clerk.Field[P],
	update func(*clerk.UserUpdateParams) *clerk.Field[P],
) plainAttribute {
	a := c.computed(name, of, field, answer)
	a.params = []string{name}
	a.create = func(params *clerk.UserCreateParams, plan *userModel) {
		// A new user has nothing to clear.
		if param := c.toParam(*field(plan)); !param.IsNull() {
			*create(params) = param
		}
	}
	if update != nil {
		a.update = func(ctx context.Context, params *clerk.UserUpdateParams, plan, prior *userModel) {
			*update(params) = c.changedParam(ctx, *field(plan), *field(prior))
		}
	}
	return a
}

// changedParam is the parameter of a planned value that differs from the prior one.
func (c conversion[M, A, P]) changedParam(ctx context.Context, plan, prior M) clerk.Field[P] {
	if !changed(ctx, plan, prior) {
		return clerk.Field[P]{}
	}
	return c.toParam(plan)
}

// managedText is a managed attribute that is a text in the API.
func managedText[M attr.Value](
	c conversion[M, *string, string],
	name string,
	of schema.Attribute,
	field func(*userModel) *M,
	answer func(*clerk.User) *string,
	create func(*clerk.UserCreateParams) *clerk.Field[string],
	update func(*clerk.UserUpdateParams) *clerk.Field[string],
) plainAttribute {
	a := c.managed(name, of, field, answer, create, update)
	a.clearAgain = func(again, sent *clerk.UserUpdateParams, user *clerk.User) {
		if update(sent).IsNull() && deref(answer(user)) != "" {
			*update(again) = clerk.Set("")
		}
	}
	return a
}

// setting is an attribute that only Terraform has, with the value of a user for which no configuration has set it.
func setting[M attr.Value](name string, of schema.Attribute, field func(*userModel) *M, initial M) plainAttribute {
	a := newUserSetting(name, of, field, initial)
	a.initialize = func(m *userModel) {
		if value := *field(m); value.IsNull() || value.IsUnknown() {
			*field(m) = initial
		}
	}
	return a
}

// newUserSetting is a setting that an imported user does not have.
func newUserSetting[M attr.Value](
	name string,
	of schema.Attribute,
	field func(*userModel) *M,
	initial M,
) plainAttribute {
	a := newAttribute(name, of, field)
	a.plan = func(plan, config *userModel) {
		if (*field(config)).IsNull() {
			*field(plan) = initial
		}
	}
	return a
}

// newAttribute is an attribute that is not read and not sent.
func newAttribute[M attr.Value](name string, of schema.Attribute, field func(*userModel) *M) plainAttribute {
	return plainAttribute{name: name, schema: of, value: func(m *userModel) attr.Value { return *field(m) }}
}
