package main

import (
	"os"
	"testing"
)

func TestLimitLogs_usesTheLevelOfTheEnvironment(t *testing.T) {
	for name, c := range map[string]struct {
		environment map[string]string
		want        string
	}{
		"no variable":           {nil, "off"},
		"the CLI logs":          {map[string]string{"TF_LOG": "DEBUG"}, "DEBUG"},
		"the CLI logs in JSON":  {map[string]string{"TF_LOG": "JSON"}, "JSON"},
		"a level for providers": {map[string]string{"TF_LOG": "ERROR", "TF_LOG_PROVIDER": "TRACE"}, "TRACE"},
		"a level for the SDK":   {map[string]string{"TF_LOG": "INFO", "TF_LOG_SDK": "TRACE"}, "TRACE"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"} {
				t.Setenv(variable, c.environment[variable])
			}
			if err := limitLogs(); err != nil {
				t.Fatal(err)
			}
			if got := os.Getenv("TF_LOG_SDK"); got != c.want {
				t.Errorf("TF_LOG_SDK is %q, want %q", got, c.want)
			}
		})
	}
}

func TestReserveBallast_withGOGC_reservesNothing(t *testing.T) {
	t.Setenv("GOGC", "50")
	reserveBallast()
	if ballast != nil {
		t.Error("there is a ballast although GOGC is set")
	}
}
