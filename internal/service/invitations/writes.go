package invitations

import (
	"context"
	"fmt"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

type call = resourcebase.Call[invitationModel]

// read reads the invitation. One that Clerk no longer has keeps its last status: a forgotten invitation is not sent
// again.
func read(ctx context.Context, client *clerk.Client, m *invitationModel) (*invitation, error) {
	held, err := client.ReadInvitation(ctx, m.ID.ValueString())
	if !clerk.IsMissing(err) || m.Status.IsNull() { // null after an import
		return held, err
	}
	return nil, m.Forgotten(err, func() (bool, error) {
		user, err := userOf(ctx, client, m)
		return user != nil, err
	})
}

// userOf returns the user with the invited address, or nil.
func userOf(ctx context.Context, client *clerk.Client, m *invitationModel) (*clerk.User, error) {
	users, err := client.FindUsers(ctx, clerk.UserEmailAddress, m.Address())
	if err != nil || len(users) == 0 {
		return nil, err
	}
	return &users[0], nil
}

// create creates the invitation, or takes over a pending one.
func create(ctx context.Context, c *call) (*invitation, error) {
	m, none := &c.Plan, invitationModel{}
	params := clerk.InvitationCreateParams{
		EmailAddress:   m.EmailAddress.ValueString(),
		PublicMetadata: resourcebase.JSONParam(m.PublicMetadata, none.PublicMetadata),
		RedirectURL:    resourcebase.StringParam(m.RedirectURL, none.RedirectURL),
		ExpiresInDays:  resourcebase.Int64Param(m.ExpiresInDays, none.ExpiresInDays),
		Notify:         resourcebase.BoolParam(m.Notify, none.Notify),
		IgnoreExisting: resourcebase.BoolParam(m.IgnoreExisting, none.IgnoreExisting),
		TemplateSlug:   resourcebase.StringParam(m.TemplateSlug, none.TemplateSlug),
	}
	made, err := c.Client.CreateInvitation(ctx, params)
	switch {
	case clerk.HasCode(err, "form_identifier_exists"):
		return nil, existingUser(ctx, c, err)
	case !clerk.IsInvited(err):
		return made, err
	}
	held, findErr := c.Client.FindInvitation(ctx, m.Address())
	switch {
	case findErr != nil || held == nil: // without it, the refusal has the usual advice
		return nil, err
	case !invitations.Adopts(c, &m.Model, label(m), held.ID):
		return nil, nil
	case invitations.Has(ctx, resourcebase.JSONOf(held.PublicMetadata), m.PublicMetadata):
		return held, nil
	}
	// Clerk cannot change an invitation.
	if err = c.Client.RevokeInvitation(ctx, held.ID); err != nil && !clerk.IsNotPending(err) {
		return nil, err
	}
	return c.Client.CreateInvitation(ctx, params)
}

// existingUser describes that the address belongs to a user.
func existingUser(ctx context.Context, c *call, err error) error {
	user, lookupErr := userOf(ctx, c.Client, &c.Plan)
	if lookupErr != nil || user == nil {
		return err
	}
	next := "To invite the address anyway, set ignore_existing = true."
	if c.Plan.IgnoreExisting.ValueBool() {
		next = "Clerk answered form_identifier_exists: this instance does not accept ignore_existing for the address of a " +
			"user."
	}
	c.Fail("email_address", "The invited address belongs to a user", fmt.Sprintf(
		"%s is an address of %s. Nothing was changed. To manage the user, import it as clerk_user with this id, and remove "+
			"this resource. %s",
		c.Plan.EmailAddress.ValueString(), user.ID, next))
	return nil
}

// stays refuses that an accepted invitation moves, which the plan cannot see while the new value is unknown.
func stays(_ context.Context, c *call) (*invitation, error) {
	if c.Plan.Address() != c.Prior.Address() {
		c.Fail("email_address", "The invitation was accepted already", invitations.OtherAddress(label(&c.Prior)))
	}
	return nil, nil
}

// revoke revokes a pending invitation. For an accepted one, it warns who has the account.
func revoke(ctx context.Context, c *call) error {
	m := &c.Prior
	key := invitations.AddressKey(kind, "", &m.Model)
	err := invitations.RevokeOpen(
		ctx,
		c,
		&m.Model,
		key,
		c.Client.InvitationsLimited,
		operations(c.Client, m.ID.ValueString()),
	)
	if err == nil && m.IsAccepted() {
		warnUser(ctx, c)
	}
	return err
}

// operations are the requests about one invitation.
func operations(client *clerk.Client, id string) invitations.Operations {
	return invitations.Operations{
		Status: func(ctx context.Context) (string, error) {
			held, err := client.GetInvitation(ctx, id)
			if err != nil {
				return "", err
			}
			return held.Status, nil
		},
		Revoke: func(ctx context.Context) error { return client.RevokeInvitation(ctx, id) },
	}
}

// warnUser warns that the user keeps the account.
func warnUser(ctx context.Context, c *call) {
	address := c.Prior.EmailAddress.ValueString()
	user, err := userOf(ctx, c.Client, &c.Prior)
	switch {
	case err != nil:
		c.Warn(
			"",
			"The invitation was accepted",
			fmt.Sprintf("Only the resource leaves the state. The user with the address "+
				"%s keeps the account. Manage it with clerk_user.", address),
		)
	case user != nil:
		c.Warn(
			"",
			"The invited user keeps the account",
			fmt.Sprintf("The invitation of %s was accepted, so only the resource "+
				"leaves the state. The user %s stays. To manage or delete the user, use clerk_user: import it by this id.",
				address, user.ID),
		)
	}
}
