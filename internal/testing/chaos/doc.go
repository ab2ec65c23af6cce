// Package chaos checks that no object is lost and none is created twice, whatever fails.
// It applies and changes random configurations of users and their parts while random
// requests fail. It consists of tests; make chaos runs them for longer.
//
// A world is one instance, one configuration and one state. All of it follows from a
// seed. In each round the configuration changes, users change outside Terraform,
// faults begin, and terraform apply runs once or more. Then the faults end, apply
// runs once again, and the instance must be as configured.
package chaos
