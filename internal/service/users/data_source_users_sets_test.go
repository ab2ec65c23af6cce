package users_test

import (
	"fmt"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func BenchmarkUsersDataSource(b *testing.B) {
	for _, size := range []int{250, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			instance := acctest.NewUncheckedInstance(b)
			p := acctest.NewProtocol(b, instance)
			ids := make([]any, size)
			for i := range ids {
				ids[i] = fmt.Sprintf("user_%027d", i)
			}
			b.ResetTimer()
			for b.Loop() {
				p.TryRead("clerk_users", acctest.Values{"user_ids": ids})
			}
		})
	}
}
