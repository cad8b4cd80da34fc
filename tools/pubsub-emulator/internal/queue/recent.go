package queue

// remembered is how many confirmed ack ids are known, for clients that repeat an ack whose answer they lost.
const remembered = 10_000

// recent is a set that forgets its oldest members.
type recent struct {
	order   []string
	members map[string]bool
}

func (r *recent) add(member string) {
	if r.members == nil {
		r.members = map[string]bool{}
	}
	r.order, r.members[member] = append(r.order, member), true
	if len(r.order) > remembered {
		delete(r.members, r.order[0])
		r.order = r.order[1:]
	}
}

func (r *recent) has(member string) bool { return r.members[member] }
