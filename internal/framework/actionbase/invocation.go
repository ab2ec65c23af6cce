package actionbase

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// Invocation is one run of an action: its client, its inputs, and what it tells.
type Invocation struct {
	Client *clerk.Client
	inputs
	resp *action.InvokeResponse
}

// Progress tells what has become of the action so far, in one sentence.
func (i *Invocation) Progress(format string, arguments ...any) {
	i.resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, arguments...)})
}

// Failure says what could not be done.
type Failure struct {
	// Task is what was being done, such as "ban the user user_1".
	Task string
	// Input is at fault where Clerk refuses the object and names no parameter.
	Input string
	// Missing says what to do when Clerk does not know the object.
	Missing string
	// Advice says what to do next by error code, in place of the usual advice.
	Advice map[string]string
	// Note is what else to know, such as what was done before; it can be empty.
	Note string
}

// Fail ends the action with an error of the API.
func (i *Invocation) Fail(failure Failure, err error) {
	told := diagnostics.Failure{Task: failure.Task, Note: failure.Note, Attributes: map[string]path.Path{}}
	if errors.Is(err, context.Canceled) {
		told.Note = strings.TrimPrefix(failure.Note+"\n"+afterInterrupt(err), "\n")
	}
	for name := range i.inputs {
		told.Attributes[name] = path.Root(name)
	}
	if Refused(err) {
		blamed := path.Root(failure.Input)
		told.Blame = &blamed
	}
	told.Advice = func(item clerk.ErrorItem) string {
		if clerk.IsNotFound(err) {
			return failure.Missing
		}
		return cmp.Or(failure.Advice[item.Code], advice[item.Code])
	}
	i.resp.Diagnostics.Append(told.Diagnostics(err)...)
}

// afterInterrupt says what is unknown after an interrupt, and what to do. Terraform counts a trigger such as
// after_create as done, so a later plan is empty.
func afterInterrupt(err error) string {
	next := "Invoke the action again, for example with terraform apply -invoke. Terraform does not repeat it by itself."
	var lost *clerk.TransportError
	if errors.As(err, &lost) && !strings.HasPrefix(lost.Operation, http.MethodGet+" ") {
		return "It is unknown whether Clerk carried out the last request.\n" + next
	}
	return next
}

// FailOn ends the action with an error that no answer of the API is, on an input.
func (i *Invocation) FailOn(input, summary, detail string) {
	i.resp.Diagnostics.AddAttributeError(path.Root(input), summary, detail)
}

// Warn tells of something that is not as it should be, although the action was
// carried out.
func (i *Invocation) Warn(summary, detail string) { i.resp.Diagnostics.AddWarning(summary, detail) }

// Refused reports whether Clerk refused the object that was named, rather than
// the key, or what the plan or the settings of the instance lack.
func Refused(err error) bool {
	apiError, ok := clerk.AsError(err)
	if !ok {
		return false
	}
	switch apiError.Status {
	case http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity:
		return true
	default:
		return false
	}
}

// advice is what to do next where that of a resource would not fit.
var advice = map[string]string{
	"unsupported_subscription_plan_features":       "Upgrade the plan of the Clerk application, or do without this action.",
	"feature_not_enabled":                          "Enable the feature in the Clerk Dashboard, or do without this action.",
	"identification_deletion_failed":               "It is the last one that the user can sign in with: give the user another one first.",
	"last_required_identification_deletion_failed": "The instance requires one of every user: give the user another one first.",
}

// NoSuchUser says what to do when Clerk does not know the user.
const NoSuchUser = "The instance has no such user, or no longer: check user_id, and that the secret key is that of the right instance."

// User reads the user that user_id names, and fails when there is none.
func (i *Invocation) User(ctx context.Context, task string) (user *clerk.User, ok bool) {
	user, err := i.Client.GetUser(ctx, i.UserID())
	if err != nil {
		i.Fail(Failure{Task: task, Input: userID, Missing: NoSuchUser}, err)
		return nil, false
	}
	return user, true
}

// UserID returns the input user_id.
func (i *Invocation) UserID() string { return i.Text(userID) }

// UserIDs returns the input user_ids, each id once, and whether it is stated.
func (i *Invocation) UserIDs() (ids []string, stated bool) {
	value, ok := i.inputs[userIDs]
	return i.Texts(userIDs), ok && !value.IsNull()
}
