// Package line is the adapter to LINE: it reads webhooks, renders
// [chat.Message] into LINE's message objects within every limit, sends them,
// and sets up rich menus. It is the only importer of the LINE SDK. It must not
// know conversations, storage or languages: what people read comes in ready.
//
// Start reading at [Parse] and [Event] (what comes in), [Render] and [Batches]
// (what goes out), [Sender] (the calls) and [Classify] (what went wrong).
//
// Three things are done without the SDK, each for a reason:
//
//   - Events are read by a small scanner over valid JSON ([Parse], [Event]): the
//     SDK fails a whole body for one malformed event, puts it into its error, and
//     takes ten times as long, which every turn would pay twice. A test holds
//     the scanner to the SDK's own decoding.
//   - Message objects are written by small typed structs of our own: the SDK's
//     Flex types always add "flex":0 and "maxLines":0 (its issue 505), which
//     changes layouts. An [Object] satisfies the SDK's message interface.
//   - Reply, push, multicast and loading post prepared JSON with net/http: the
//     SDK would marshal every object again, its context is a shared mutable
//     field, and its errors hold the response body as text. Everything that is
//     not on the way of an answer goes through the SDK, over the same transport.
package line
