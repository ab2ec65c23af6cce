package clerk

import "iter"

// mergeUsers merges several lists with the same order into one list with pages of the given size. A user in several
// lists is yielded once.
func mergeUsers(lists []iter.Seq2[[]User, error], size int, compare func(a, b *User) int) iter.Seq2[[]User, error] {
	return inPages(func(yield func(User, error) bool) {
		queues := make([]*userQueue, len(lists))
		for i, list := range lists {
			queue := newUserQueue(list)
			defer queue.stop()
			queues[i] = queue
		}
		for seen := map[string]bool{}; ; {
			var first *userQueue
			for _, queue := range queues {
				head, err := queue.head()
				if err != nil {
					yield(User{}, err)
					return
				}
				if head != nil && (first == nil || compare(head, &first.page[0]) < 0) {
					first = queue
				}
			}
			if first == nil {
				return
			}
			user := first.page[0]
			first.page = first.page[1:]
			if !seen[user.ID] {
				seen[user.ID] = true
				if !yield(user, nil) {
					return
				}
			}
		}
	}, size)
}

// userQueue returns the users of a list one by one.
type userQueue struct {
	page []User
	next func() ([]User, error, bool)
	stop func()
	done bool
}

func newUserQueue(list iter.Seq2[[]User, error]) *userQueue {
	next, stop := iter.Pull2(list)
	return &userQueue{next: next, stop: stop}
}

// head returns the next user, or nil at the end.
func (q *userQueue) head() (*User, error) {
	for len(q.page) == 0 && !q.done {
		page, err, ok := q.next()
		if err != nil {
			return nil, err
		}
		q.page, q.done = page, !ok
	}
	if q.done {
		return nil, nil
	}
	return &q.page[0], nil
}
