// Package deliver sends newsletters, calls for help and notices to many people:
// each of them once, whatever is killed or fails on the way, with a ledger that
// says of each what became of it.
//
// A [Campaign] is planned, then sent. The planner streams the audience in the
// order of ids, leaves out with a reason whoever must not get it, groups those
// who get the same, and writes batches of up to 500 people in blocks. A block
// counts only once the campaign's document names it (one compare-and-swap), so
// a planner that is killed leaves nothing that could be sent, and its successor
// goes on behind the last block that counts.
//
// A [Batch] is claimed by lease, and its final recipients and its retry key are
// stored before the platform is called. From then on the request is fixed: it is
// repeated only with the same key, for as long as the platform remembers keys
// (24 h). A refusal that is certain puts the batch back; an attempt whose end
// nobody knows and whose key has grown old becomes "uncertain", and a person
// decides. So there is no moment at which a crash could lose or repeat anybody.
//
// A campaign that LINE will not take now pauses, and says why. A call or a notice
// must not wait for a person then: it tries again by itself after a pause that
// grows up to eight minutes, for as long as it takes; when to is on the campaign, so
// that any process does it. Its first request shows whether the cause has passed; for
// messages that are used up, LINE is asked for what is left instead. A request
// that LINE refuses for good is another matter: waiting does not help it, and the
// others may be well. In a newsletter it is a reason to stop before more people
// get, or miss, what is wrong; a call or a notice goes on with its other batches, each
// of which is refused once at most, and the ledger says who was failed. What a person
// paused only a person resumes.
//
// A process has several requests of each kind in flight, and begins the next as soon as one of them is
// answered: a request that hangs holds its own slot and nothing else. Every two seconds, after
// some hundreds of batches and when it is told to, it looks again what is most urgent.
//
// People who change their mind are asked for right before each batch: what was
// planned is no promise. Who a batch is for stands in its [Roll], apart from the
// batch, so that the many small writes of sending stay small.
//
// Of calls that are not urgent nobody gets two within a day, measured from when they
// were sent the one before (without.go). That is looked up in the ledgers when a call
// is planned, and decided when it is sent: each person has a [limits.Rest], a document of
// their own, which a batch takes before it is claimed and gives back if it certainly
// reached nobody. What remains: who is killed between taking and claiming, and has the
// campaign cancelled then, leaves people in peace for a day for nothing; an attempt
// that nobody knows the end of counts as one that arrived; and in the day after
// an upgrade, between the plan of a call and its sending, what processes of the
// release before send is not seen, as they take no rests.
//
// Who is erased is gone from every plan and ledger when Forget returns (forget.go), also
// from the block that a planner is writing at that moment: the planner is told in the
// campaign's own document, whose compare-and-swap makes the block count. Only a request
// that is on its way already cannot be called back.
//
// Wherever a campaign is looked at, several processes may be: every step is a
// compare-and-swap on one document, and can be done twice.
//
// Whom a campaign is for is a segment of package audience; who of those is left out is decided here (without.go), when it
// is planned and again right before each batch.
//
// What may be sent now, and how fast, is package limits' to say. What people do with campaigns, from what one would cost to
// the deletion of its ledger, is package dispatch, which is built on this one.
//
// The package must not know stores, LINE, the bot or what is in a message; it
// declares what it needs. Start reading at [Campaign], then plan.go and send.go.
package deliver
