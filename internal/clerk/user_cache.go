package clerk

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// snapshotLife is the maximum age of a snapshot, and of a user in the cache.
	snapshotLife = time.Minute
	// maxCachedUsers limits the memory of a cache without a snapshot.
	maxCachedUsers = 10_000
)

// userCache has the users that this client has read in the last minute and not written since. With a snapshot, it has
// all users of the instance. It never has the information that a user does not exist.
type userCache struct {
	clock Clock

	mu         sync.Mutex
	users      map[string]*User
	isSnapshot bool
	expires    time.Time
	// holders has the ids of all users with a value. With a snapshot, the ids of a key are added with the first search.
	holders map[UserKey]map[string][]string
	// writes counts the writes of this client. written has the number of the last write of a user. unattributed is the
	// number of the last write with an unknown user id.
	writes       int
	written      map[string]int
	unattributed int
}

func newUserCache(clock Clock) *userCache {
	c := &userCache{clock: clock, written: map[string]int{}}
	c.clear()
	return c
}

// clear removes all users. Its callers hold the mutex.
func (c *userCache) clear() {
	c.users, c.holders, c.isSnapshot = map[string]*User{}, map[UserKey]map[string][]string{}, false
}

// expire removes all users a minute after the first one was added. Its callers hold the mutex.
func (c *userCache) expire() {
	if c.clock.Now().After(c.expires) {
		c.clear()
	}
}

// moment returns the number of writes before a request. A user in the answer is out of date if it was written since.
func (c *userCache) moment() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writes
}

// hasSnapshot reports whether the cache has a valid snapshot.
func (c *userCache) hasSnapshot() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expire()
	return c.isSnapshot
}

// find returns copies of all users with a value, or nil if they are not known. A verified email address or phone number
// has one holder. Others can have further holders, which may be newer than the cache, so that they are not found.
func (c *userCache) find(by UserKey, value string) []User {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expire()
	if by == UserID {
		return c.copies([]string{value})
	}
	if c.isSnapshot && c.holders[by] == nil {
		c.index(by)
	}
	users := c.copies(c.holders[by][value])
	claimed := false
	for i := range users {
		if !slices.Contains(by.valuesOf(&users[i]), value) {
			return nil // written since the search
		}
		claimed = claimed || by.isClaimed(&users[i], value)
	}
	if !claimed {
		return nil
	}
	return users
}

// copies returns copies of the users, or nil if one of them is not in the cache.
func (c *userCache) copies(ids []string) []User {
	var users []User
	for _, id := range ids {
		user, known := c.users[id]
		if !known {
			return nil
		}
		users = append(users, *user)
	}
	return users
}

func (c *userCache) index(by UserKey) {
	c.holders[by] = make(map[string][]string, len(c.users))
	for id, user := range c.users {
		for _, value := range by.valuesOf(user) {
			c.holders[by][value] = append(c.holders[by][value], id)
		}
	}
}

// add adds the complete results of a search that began at a moment.
func (c *userCache) add(by UserKey, results map[string]lookup, moment int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expire()
	if len(c.users) == 0 {
		c.expires = c.clock.Now().Add(snapshotLife)
	}
	if !c.isSnapshot && len(c.users) > maxCachedUsers {
		c.clear()
	}
	for value, result := range results {
		var ids []string
		for i := range result.users {
			user := result.users[i] // a copy, because the callers of the search can change theirs
			if c.isCurrent(user.ID, moment) {
				c.users[user.ID] = &user
			}
			ids = append(ids, user.ID)
		}
		// In a snapshot, the ids of other values would be missing until index has added them.
		if result.complete && by != UserID && !c.isSnapshot {
			if c.holders[by] == nil {
				c.holders[by] = map[string][]string{}
			}
			c.holders[by][value] = ids
		}
	}
}

// replace replaces the cache by a snapshot that began at a moment.
func (c *userCache) replace(users map[string]*User, moment int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unattributed > moment {
		return
	}
	c.clear()
	c.isSnapshot, c.expires = true, c.clock.Now().Add(snapshotLife)
	for id, user := range users {
		if c.isCurrent(id, moment) {
			c.users[id] = user
		}
	}
}

// isCurrent reports whether the user was not written after the moment.
func (c *userCache) isCurrent(id string, moment int) bool {
	return c.written[id] <= moment && c.unattributed <= moment
}

// invalidate removes the users from the cache that a request may have changed.
func (c *userCache) invalidate(op operation, r request) {
	if op.method == http.MethodGet {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch id := r.writtenUser(op); {
	case id != "":
		c.writes++
		c.written[id] = c.writes
		delete(c.users, id)
	case strings.HasPrefix(op.pattern, "/users/"),
		strings.HasPrefix(op.pattern, "/email_addresses"),
		strings.HasPrefix(op.pattern, "/phone_numbers"):
		c.writes++
		c.unattributed = c.writes
		c.clear()
	}
}

// writtenUser returns the id of the user that a request writes, "" if it is not known.
func (r request) writtenUser(op operation) string {
	switch body := r.body.(type) {
	case EmailAddressCreateParams:
		return body.UserID
	case PhoneNumberCreateParams:
		return body.UserID
	}
	if strings.HasPrefix(op.pattern, "/users/{user_id}") && len(r.ids) > 0 {
		return r.ids[0]
	}
	return ""
}
