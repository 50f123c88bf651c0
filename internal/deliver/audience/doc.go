// Package audience says whom something is for: a [Segment] is a list of conditions, as a person types them and as they are
// kept, and a [Person] is what has to be known of somebody to hold them against it.
//
// It reads nothing and sends nothing, and knows no campaign: whether somebody in a segment may be sent a certain thing is
// decided in package deliver. Start reading at [Segment.Has].
package audience
