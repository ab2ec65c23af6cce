package userprofileimage_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// providerMemory is what the provider may take at most, in bytes.
const providerMemory = 150 << 20

func TestAccUserProfileImage_Create_twentyLargeUploads_stayUnder150MB(t *testing.T) {
	t.Parallel()
	const uploads = 20
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	folder := t.TempDir()
	var config strings.Builder
	for i := range uploads {
		id := instance.Hold(map[string]any{"username": fmt.Sprintf("countess_%d", i)})
		path := filepath.Join(folder, fmt.Sprintf("%d.png", i))
		rewrite(t, path, largePicture(t, uint8(i), clerk.MaxImageBytes))
		fmt.Fprintf(
			&config,
			"resource \"clerk_user_profile_image\" \"it_%d\" {\n  user_id = %q\n  source  = %q\n}\n",
			i,
			id,
			path,
		)
	}
	workspace.Write(instance.ProviderBlock() + config.String())
	process := acctest.AttachProvider(t, workspace)
	workspace.Must("apply", "-auto-approve")

	if uploaded := len(instance.Writes()); uploaded != uploads {
		t.Errorf("%d uploads, want %d", uploaded, uploads)
	}
	peak := acctest.PeakMemory(t, process)
	t.Logf("the provider took %.1f MB at most", float64(peak)/1e6)
	if peak >= providerMemory {
		t.Errorf("the provider took %d bytes, want less than %d", peak, providerMemory)
	}
}
