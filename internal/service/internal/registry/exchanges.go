package registry

import "maps"

// Exchanging records that an update of an earlier apply has created an object and could not delete the old one.
func (r *Registry) Exchanging(typeName, old, created string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.exchanges[typeName] == nil {
		r.exchanges[typeName] = map[string]string{}
	}
	r.exchanges[typeName][old] = created
}

// Exchanges returns the recorded objects of a resource type: the new one by the old one.
func (r *Registry) Exchanges(typeName string) map[string]string {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.exchanges[typeName])
}
