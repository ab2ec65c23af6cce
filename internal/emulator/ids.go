package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"time"

	"github.com/segmentio/ksuid"
)

// Prefixes of ids.
const (
	userPrefix                   = "user_"
	sessionPrefix                = "sess_"
	clientPrefix                 = "client_"
	identificationPrefix         = "idn_"
	externalPrefix               = "eac_"
	imagePrefix                  = "img_"
	instancePrefix               = "ins_"
	organizationPrefix           = "org_"
	membershipPrefix             = "orgmem_"
	organizationInvitationPrefix = "orginv_"
	invitationPrefix             = "inv_"
	rolePrefix                   = "role_"
	permissionPrefix             = "perm_"
	domainPrefix                 = "orgdmn_"
	roleSetPrefix                = "rset_"
	allowlistPrefix              = "alid_"
	blocklistPrefix              = "blid_"
	waitlistPrefix               = "wle_"
	trustedDevicePrefix          = "tdev_"
	samlPrefix                   = "samlacc_"
	enterprisePrefix             = "entacc_"
	samlConnectionPrefix         = "samlc_"
	enterpriseConnectionPrefix   = "entc_"
	activityPrefix               = "sess_activity_"
	signInTokenPrefix            = "sit_"
	actorTokenPrefix             = "act_"
	codePrefix                   = "ver_"
)

// newID returns an id that contains the time at, so that ids sort by creation, to the second.
func newID(prefix string, at time.Time) string {
	id, err := ksuid.NewRandomWithTime(at)
	if err != nil {
		panic("emulator: no randomness for an id: " + err.Error())
	}
	return prefix + id.String()
}

func newTraceID() string {
	var trace [16]byte
	_, _ = rand.Read(trace[:])
	return hex.EncodeToString(trace[:])
}
