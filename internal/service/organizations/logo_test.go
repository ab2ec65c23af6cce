package organizations_test

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	organizationType = "clerk_organization"
	putLogo          = "PUT /v1/organizations/{organization_id}/logo"
	deleteLogo       = "DELETE /v1/organizations/{organization_id}/logo"
)

// drawLogo writes a logo with a color, and returns its hash.
func drawLogo(t *testing.T, file string, red uint8) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 2, 2))
	picture.Set(0, 0, color.RGBA{R: red, A: 255})
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(out, picture); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// logoRun applies configurations of one organization, each in a run of its own.
type logoRun struct {
	acctest.Calls
	t        *testing.T
	instance *acctest.Instance
	held     acctest.Object
}

func newLogoRun(t *testing.T) *logoRun {
	instance := acctest.NewInstance(t)
	return &logoRun{acctest.NewCalls(t, instance, organizationType), t, instance, acctest.Object{}}
}

// apply refreshes and applies a configuration, and returns the hash in the state.
func (r *logoRun) apply(config acctest.Values, writes ...string) any {
	r.t.Helper()
	r.Configure(r.instance)
	r.instance.ResetLog()
	if r.held.State != nil {
		r.held = r.Refreshed(r.held)
	}
	planned := r.Plan(r.held, config)
	acctest.ExpectNone(r.t, planned.Diagnostics)
	held, diagnostics := r.Apply(planned)
	acctest.ExpectNone(r.t, diagnostics)
	r.held = held
	r.instance.ExpectWrites(writes...)
	return r.Attributes(organizationType, held.State)["logo_sha256"]
}

func (r *logoRun) hasImage() bool { return r.instance.Organizations()[0].HasImage }

func TestOrganization_logo_isUploadedReplacedAndRemoved(t *testing.T) {
	t.Parallel()
	r, file := newLogoRun(t), filepath.Join(t.TempDir(), "logo.png")
	hash := drawLogo(t, file, 1)
	withLogo := acctest.Values{"name": "Engines", "logo": file}
	if got := r.apply(withLogo, create, putLogo); got != hash || !r.hasImage() {
		t.Errorf("after the create, logo_sha256 is %v", got)
	}
	r.apply(withLogo) // the same content
	hash = drawLogo(t, file, 2)
	if got := r.apply(withLogo, putLogo); got != hash {
		t.Errorf("after other content, logo_sha256 is %v", got)
	}
	if got := r.apply(withLogo.With(acctest.Values{"name": "Looms"}), update); got != hash {
		t.Errorf("after another name, logo_sha256 is %v", got)
	}
	id := r.instance.Organizations()[0].ID
	if err := r.instance.ChangeOrganization(id, func(o *emulator.Organization) {
		o.ImageURL = "https://img.clerk.com/other"
	}); err != nil {
		t.Fatal(err)
	}
	if got := r.apply(withLogo.With(acctest.Values{"name": "Looms"}), putLogo); got != hash {
		t.Errorf("after a change outside Terraform, logo_sha256 is %v", got)
	}
	if got := r.apply(acctest.Values{"name": "Looms"}); got != nil || !r.hasImage() {
		t.Errorf("without the attribute, logo_sha256 is %v", got)
	}
	removed := acctest.Values{"name": "Looms", "logo": ""}
	if got := r.apply(removed, deleteLogo); got != nil || r.hasImage() {
		t.Errorf("after the removal, logo_sha256 is %v", got)
	}
	r.apply(removed)
	if err := r.instance.ChangeOrganization(id, func(o *emulator.Organization) { o.HasImage = true }); err != nil {
		t.Fatal(err)
	}
	r.apply(removed, deleteLogo)
	r.apply(removed)
}

func TestOrganization_logo_refusedUpload_isCompletedByTheNextApply(t *testing.T) {
	t.Parallel()
	r, file := newLogoRun(t), filepath.Join(t.TempDir(), "logo.png")
	hash := drawLogo(t, file, 1)
	config := acctest.Values{"name": "Engines", "logo": file}
	acctest.Faults(t, r.instance, emulator.FaultRule{
		Method: "PUT", Path: "/v1/organizations/{organization_id}/logo", Kind: emulator.FaultStatus, Status: 413,
	})
	made, diagnostics := r.Apply(r.Plan(acctest.Object{}, config))
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "exists, but not with all configured values", "413")
	acctest.Faults(t, r.instance)
	r.held = made
	if got := r.apply(config, putLogo); got != hash {
		t.Errorf("logo_sha256 is %v", got)
	}
}

func TestOrganization_logo_fileChangesBetweenPlanAndApply_isUploaded(t *testing.T) {
	t.Parallel()
	r, file := newLogoRun(t), filepath.Join(t.TempDir(), "logo.png")
	drawLogo(t, file, 1)
	config := acctest.Values{"name": "Engines", "logo": file}
	r.apply(config, create, putLogo)
	r.Configure(r.instance)
	planned := r.Plan(r.held, config.With(acctest.Values{"name": "Looms"}))
	hash := drawLogo(t, file, 2)
	held, diagnostics := r.Apply(planned)
	acctest.ExpectNone(t, diagnostics)
	if got := r.Attributes(organizationType, held.State)["logo_sha256"]; got != hash {
		t.Errorf("logo_sha256 is %v", got)
	}
}

func TestOrganization_logo_missingFile_isAWarningOfThePlan(t *testing.T) {
	t.Parallel()
	r := newLogoRun(t)
	planned := r.Plan(acctest.Object{}, acctest.Values{"name": "Engines", "logo": filepath.Join(t.TempDir(), "none.png")})
	acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "The image file is not there yet")
}
