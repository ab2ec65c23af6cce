package actionbase

import (
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

// Invocation is one invocation of an action: its client, its inputs and its response.
type Invocation struct {
	Client *clerk.Client
	inputs
	resp *action.InvokeResponse
}

// Progress sends one sentence about the progress of the action.
func (i *Invocation) Progress(format string, arguments ...any) {
	i.resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, arguments...)})
}

// Failure describes a failed request of an action.
type Failure struct {
	// Task completes "Could not", such as "ban the user user_1".
	Task string
	// Input gets the error when Clerk refuses the object and names no parameter.
	Input string
	// Missing is advice for an object that does not exist.
	Missing string
	// Advice is the next step for errors of Clerk, by code. It replaces the usual advice.
	Advice map[string]string
	// Note is added to the error, such as a list of completed requests. It can be empty.
	Note string
}

// Fail ends the action with an error of the API.
func (i *Invocation) Fail(failure Failure, err error) {
	described := diagnostics.Failure{
		Task: failure.Task, Note: failure.Note, Attributes: map[string]path.Path{}, OfAction: true,
	}
	if errors.Is(err, context.Canceled) {
		described.Note = strings.TrimPrefix(failure.Note+"\n"+afterInterrupt(err), "\n")
	}
	for name := range i.inputs {
		described.Attributes[name] = path.Root(name)
	}
	if Refused(err) {
		input := path.Root(failure.Input)
		described.DefaultAttribute = &input
	}
	described.Advice = func(item clerk.ErrorItem) string {
		if clerk.IsNotFound(err) {
			return failure.Missing
		}
		return failure.Advice[item.Code]
	}
	i.resp.Diagnostics.Append(described.Diagnostics(err)...)
}

// afterInterrupt says what to do after an interrupt. Terraform does not repeat a trigger such as after_create: a later
// plan is empty.
func afterInterrupt(err error) string {
	next := "Invoke the action again, for example with terraform apply -invoke. Terraform does not repeat it by itself."
	var lost *clerk.TransportError
	if errors.As(err, &lost) && !strings.HasPrefix(lost.Operation, http.MethodGet+" ") {
		return "It is unknown whether Clerk carried out the last request.\n" + next
	}
	return next
}

// FailOn ends the action with an error on an input that is not an error of the API.
func (i *Invocation) FailOn(input, summary, detail string) {
	i.resp.Diagnostics.AddAttributeError(path.Root(input), summary, detail)
}

// Warn adds a warning to an action that was carried out.
func (i *Invocation) Warn(summary, detail string) { i.resp.Diagnostics.AddWarning(summary, detail) }

// Refused reports whether Clerk refused the object of the request. Other refusals
// are about the secret key, the plan or the settings of the instance.
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

// NoSuchUser is advice for a user that does not exist.
const NoSuchUser = "The user does not exist, or was deleted: check user_id, " +
	"and that the secret key is that of the right instance."

// User reads the user of user_id, and fails when there is none.
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

// UserIDs returns the input user_ids, each id once, and whether it is set.
func (i *Invocation) UserIDs() (ids []string, isSet bool) {
	value, ok := i.inputs[userIDs]
	return i.Texts(userIDs), ok && !value.IsNull()
}
