package usertotp_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// totpRun collects what a run at the most talkative level leaves behind.
type totpRun struct {
	t         *testing.T
	workspace *acctest.Workspace
	left      map[string]string
}

func (r totpRun) apply(name string) {
	r.t.Helper()
	log := filepath.Join(r.workspace.Folder, name+".log")
	r.workspace.Setenv("TF_LOG", "TRACE")
	r.workspace.Setenv("TF_LOG_PATH", log)
	planned := r.workspace.Must("plan", "-no-color", "-out="+name+".tfplan")
	applied := r.workspace.Must("apply", "-no-color", name+".tfplan")
	r.workspace.Setenv("TF_LOG", "")
	r.workspace.Setenv("TF_LOG_PATH", "")
	r.left[name+": output"] = planned.Stdout + planned.Stderr + applied.Stdout + applied.Stderr
	r.left[name+": log"] = r.read(log)
	r.left[name+": saved plan"] = r.workspace.Must("show", "-json", name+".tfplan").Stdout
	r.left[name+": state"] = r.read(filepath.Join(r.workspace.Folder, "terraform.tfstate"))
	r.left[name+": state in words"] = r.workspace.Must("show", "-no-color").Stdout
}

func (r totpRun) read(path string) string {
	r.t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(content)
}

// expectNowhere expects a secret in no remaining file, except files with the suffix.
func (r totpRun) expectNowhere(secret, butIn string) {
	r.t.Helper()
	for name, text := range r.left {
		if strings.TrimSpace(text) == "" {
			r.t.Errorf("%s is empty, so it proves nothing", name)
		}
		if holds := strings.Contains(text, secret); holds != strings.HasSuffix(name, butIn) {
			r.t.Errorf("%s holds the secret: %t", name, holds)
		}
	}
}

func TestAccUserTOTP_Create_configuredSecret_isInNoPlanStateOrLog(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := totpRun{t, acctest.NewBuiltWorkspace(t, instance), map[string]string{}}
	run.workspace.Write("variable \"secret\" { ephemeral = true }\nvariable \"number\" { type = number }\n" +
		totpOf(id, "secret_wo = var.secret", "secret_wo_version = var.number"))
	for i, secret := range []string{"JBSWY3DPEHPK3PXPFIRSTADA", "MFRGGZDFMZTWQ2LKSECONDADA2"} {
		name := strconv.Itoa(i + 1)
		run.workspace.Setenv("TF_VAR_secret", secret)
		run.workspace.Setenv("TF_VAR_number", name)
		run.apply(name)
		holdsSecret(t, instance, id, secret)()
		run.expectNowhere(secret, "nothing")
	}
}

func TestAccUserTOTP_Create_generatedSecret_isOnlyInTheState(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := totpRun{t, acctest.NewBuiltWorkspace(t, instance), map[string]string{}}
	run.workspace.Write(totpOf(id))
	run.apply("generated")
	secret, _ := instance.TOTPSecret(id)
	run.expectNowhere(secret, ": state")
}
