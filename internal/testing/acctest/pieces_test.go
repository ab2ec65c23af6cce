package acctest_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// pieces are the resources that own a piece of clerk_user.ada, in the
// configuration of ownedByMany.
var pieces = []string{
	"clerk_user_metadata.billing",
	"clerk_user_metadata.support",
	"clerk_email_address.work",
	"clerk_email_address.private",
	"clerk_phone_number.mobile",
	"clerk_user_profile_image.portrait",
	"clerk_user_totp.factor",
}

// portrait is an image in base64.
func portrait(t *testing.T) string { return base64.StdEncoding.EncodeToString(portraitOf(t, 0)) }

// portraitOf is a PNG of one shade of gray.
func portraitOf(t *testing.T, shade uint8) []byte {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 2, 2))
	for i := range picture.Pix {
		picture.Pix[i] = shade
	}
	var content bytes.Buffer
	if err := png.Encode(&content, picture); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// ownedByMany is one user with seven resources that manage a part each.
func ownedByMany(t *testing.T) string {
	t.Helper()
	return `
resource "clerk_user" "ada" {
  username = "ada_lovelace"
}
resource "clerk_user_metadata" "billing" {
  user_id = clerk_user.ada.id
  public  = jsonencode({ plan = "pro" })
}
resource "clerk_user_metadata" "support" {
  user_id = clerk_user.ada.id
  public  = jsonencode({ crm = { id = 7 } })
  private = jsonencode({ notes = ["kind"] })
}
resource "clerk_email_address" "work" {
  user_id       = clerk_user.ada.id
  email_address = "ada@example.com"
  verified      = true
  primary       = true
}
resource "clerk_email_address" "private" {
  user_id       = clerk_user.ada.id
  email_address = "ada@example.org"
  depends_on    = [clerk_email_address.work]
}
resource "clerk_phone_number" "mobile" {
  user_id      = clerk_user.ada.id
  phone_number = "+12025550123"
  verified     = true
}
resource "clerk_user_profile_image" "portrait" {
  user_id        = clerk_user.ada.id
  content_base64 = "` + portrait(t) + `"
}
resource "clerk_user_totp" "factor" {
  user_id = clerk_user.ada.id
}
`
}

func TestPieces_ofOneUserAreAppliedWithOneWriteEachAndReadTogether(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(ownedByMany(t))
	workspace.Must("apply", "-auto-approve")
	got := instance.Writes()
	slices.Sort(got)
	want := []string{
		"PATCH /v1/users/{user_id}",
		"PATCH /v1/users/{user_id}/metadata",
		"PATCH /v1/users/{user_id}/metadata",
		"POST /v1/email_addresses",
		"POST /v1/email_addresses",
		"POST /v1/phone_numbers",
		"POST /v1/users",
		"POST /v1/users/{user_id}/profile_image",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the apply wrote %v, want %v", got, want)
	}
	if reads := instance.Reads(); len(reads) > 1+len(pieces) {
		t.Errorf("the apply read %v, want at most one read for each resource", reads)
	}
	instance.ResetLog()
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
	if reads := instance.Reads(); len(reads) > 4 || len(instance.Writes()) != 0 {
		t.Errorf(
			"the second plan read %v and wrote %v, want a few reads for all %d resources",
			reads,
			instance.Writes(),
			1+len(pieces),
		)
	}
}

func TestPieces_ofOneUserAreDestroyedInAnyOrder(t *testing.T) {
	t.Parallel()
	reversed := slices.Clone(pieces)
	slices.Reverse(reversed)
	for name, order := range map[string][]string{
		"all at once": nil,
		"in order":    pieces,
		"reversed":    reversed,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(ownedByMany(t))
			workspace.Must("apply", "-auto-approve")
			for _, piece := range order {
				workspace.Must("destroy", "-auto-approve", "-target="+piece)
			}
			if len(order) > 0 {
				user := instance.OnlyUser()
				if len(user.EmailAddresses)+len(user.PhoneNumbers) > 0 || user.HasImage || user.TOTPEnabled ||
					strings.Contains(string(user.PublicMetadata), "pro") {
					t.Errorf("pieces are left: %+v", user)
				}
			}
			workspace.Must("destroy", "-auto-approve")
			if users := instance.Users(); len(users) != 0 {
				t.Errorf("%d users are left", len(users))
			}
		})
	}
}

func TestPieces_ofADeletedUser_areDestroyed(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(ownedByMany(t))
	workspace.Must("apply", "-auto-approve")
	instance.DeleteUser(instance.OnlyUser().ID)
	workspace.Must("destroy", "-auto-approve", "-refresh=false")
	if state := workspace.State(); state.Values != nil {
		t.Errorf("the destroy left %v", state.Values.RootModule)
	}
}
