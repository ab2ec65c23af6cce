package acctest

import "sync"

// parallelism is the number of calls that Terraform makes at the same time.
const parallelism = 10

// AsTerraform calls the function for 0 to n-1, as many at a time as Terraform does.
func AsTerraform(n int, call func(int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range parallelism {
		wait.Go(func() {
			for i := range next {
				call(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}
