// Package chaos holds that nothing is lost and nothing made twice, whatever goes
// wrong: random configurations of users and what belongs to them are applied, and
// changed, while random requests fail. It consists of tests; make chaos runs them
// for longer.
//
// A world is one instance, one configuration and one state, and all of it follows
// from a seed. In each of its rounds the configuration changes, somebody changes
// users behind Terraform's back, faults begin, and terraform apply runs once or
// more. Then the faults end, apply runs once again, and everything has to be as
// stated.
package chaos
