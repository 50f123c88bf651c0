package sending

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

const newsletterUsage = `usage: jitasa newsletter new [FILE]         drafts the issue of the month from what is new (- or no FILE: prints it)
       jitasa newsletter lint FILE          finds fault with an issue
       jitasa newsletter preview FILE       shows it as one kind of reader gets it (--lang, --place, --plain)
       jitasa newsletter send FILE          sends it, once, after asking; --to me sends it to you alone, to try it
       jitasa newsletter replace FILE       sends this instead of what waits under its id: another text, --audience, --at …
       jitasa newsletter reschedule ID      sends what waits at another time: --at, --hours
       jitasa newsletter publish FILE|ID    puts it into the archive, the feed and the chat, or corrects it there
       jitasa newsletter withdraw ID        takes it out of them
       jitasa newsletter status [ID]        how far it is; without ID, every issue's
       jitasa newsletter pause|resume|cancel ID
       jitasa newsletter report ID [FILE]   what came of it; FILE ends in .csv, .xlsx, .svg or .funnel.svg
       jitasa newsletter why ID PERSON      why somebody got it, or not
       jitasa newsletter decide BATCH sent|again   settles a batch of which nobody knows whether it was sent

FILE is Markdown: each ## heading begins a block, {.KIND} behind it says of what kind: lead, story, picks, call, poll,
certificate or numbers (jitasa newsletter new shows them). ID is the issue's id, such as 2026-12. What is sent goes on in jitasa serve when this command ends.
Until the first reader has it an issue can be replaced, moved or cancelled, and a cancelled one sent anew. Sending it
to all subscribers publishes it; sent to fewer it is published if you say so (--publish).`

// request is what somebody typed about newsletters or campaigns, and what carrying it out works with.
type request struct {
	command.Streams
	*app.App
	args  []string
	given func(flag string) bool // whether a flag was given

	lang, place, segment, at, hours, limit, to, by    string
	plain, offline, skipRead, publishing, yes, detach bool
	wait                                              time.Duration
}

// Newsletter is `jitasa newsletter …`.
func Newsletter(ctx context.Context, args []string, s command.Streams) int {
	q := &request{Streams: s}
	own := []config.Option{config.WithFlags(q.flags)}
	keyless := len(args) > 0 && slices.Contains([]string{"new", "lint", "preview"}, args[0]) // writing needs nothing personal
	if !keyless {
		own = append(own, config.Require("JITASA_KEY"))
	}
	if len(args) > 0 && slices.Contains([]string{"send", "replace", "reschedule"}, args[0]) {
		own = append(own, config.ForSending())
	}
	c, verb, rest, code, ok := command.Said(s, args, newsletterUsage, q.verbs(), own...)
	if !ok {
		return code
	}
	q.args = rest
	var err error
	if q.App, err = app.New(ctx, c, app.Options{Keyless: keyless}); err != nil {
		return command.Fail(s, err)
	}
	if _, err = q.Live.Refresh(ctx); err == nil {
		err = verb(ctx)
	}
	return q.end(errors.Join(err, q.Close()))
}

func (q *request) verbs() map[string]command.Verb {
	one := func(run func(context.Context) error) command.Verb { return command.Takes(1, 1, run) }
	return map[string]command.Verb{
		"new": command.Takes(0, 1, q.draft), "lint": one(q.lint), "preview": one(q.preview), "send": one(q.send), "replace": one(q.replace), "reschedule": one(q.reschedule),
		"publish": one(q.publish), "withdraw": one(q.withdraw), "status": command.Takes(0, 1, q.status),
		"pause": one(q.change((*newsroom.Service).Pause)), "resume": one(q.change((*newsroom.Service).Resume)), "cancel": one(q.change((*newsroom.Service).Cancel)),
		"report": command.Takes(1, 2, q.report), "why": command.Takes(2, 2, q.why), "decide": command.Takes(2, 2, q.decide),
	}
}

func (q *request) flags(f *pflag.FlagSet) {
	q.given = f.Changed
	command.LangFlag(f, &q.lang, ", and of the reader for preview")
	f.StringVar(&q.place, "place", "", "preview: where the reader lives, a name or code of a province or district")
	f.BoolVar(&q.plain, "plain", false, "preview: for a reader who wants texts only")
	f.BoolVar(&q.offline, "offline", false, "lint: do not look at pictures and links")
	f.StringVar(&q.segment, "audience", "", `send, replace: whom for, instead of what the file says: all, or conditions such as "province=32 lang=th active=90"`)
	f.StringVar(&q.at, "at", "", "send, replace, reschedule: not before this time, as 2026-12-01T09:00; now for at once")
	f.StringVar(&q.hours, "hours", newsroom.UsualHours, `send: only in these hours of the day; "" for all day`)
	f.StringVar(&q.limit, "limit", "", "send: at most so many people in a time, as 10000/1h")
	f.StringVar(&q.to, "to", "", "send: only to a member of staff, to try it: me, or a name, id or code of jitasa staff list")
	f.DurationVar(&q.wait, "wait", 2*time.Minute, "send --to: how long to wait for what comes of it")
	f.BoolVar(&q.publishing, "publish", false, "send, replace: publish it though its audience is narrower than the subscribers")
	f.BoolVar(&q.skipRead, "skip-read", false, "send, replace: leave out who has read it in the chat, free of charge")
	f.BoolVar(&q.yes, "yes", false, "send, replace, reschedule: do not ask")
	f.BoolVar(&q.detach, "detach", false, "send: leave the sending to jitasa serve")
	f.StringVar(&q.by, "by", os.Getenv("USER"), "who does it, for the record; with --to me, who you are")
}

// errProblems: what is wrong was printed.
var errProblems = errors.New("the issue has errors; nothing was sent")

// end says what went wrong in words that help; wrong input exits with 2.
func (q *request) end(err error) int {
	var got *dispatch.Got
	if errors.As(err, &got) {
		fmt.Fprintf(q.Err, "jitasa: %d of %d people have got this issue already%s: it is sent once, and cannot be changed any more\n", got.Accepted, got.People, map[bool]string{true: fmt.Sprintf(", %d more may have", got.Doubtful)}[got.Doubtful > 0])
		return 1
	}
	for _, known := range []struct {
		err  error
		text string
	}{
		{errProblems, errProblems.Error()}, {newsroom.ErrProblems, errProblems.Error()},
		{errUnsure, errUnsure.Error()},
		{newsroom.ErrWaiting, "this issue waits to be sent already: jitasa newsletter replace FILE changes it, jitasa newsletter cancel ID ends it"},
		{newsroom.ErrSpent, "the month's messages are used up: it would pause again at once. Nothing was changed; see jitasa line check"},
		{dispatch.ErrChanged, "somebody else has changed it meanwhile: see jitasa newsletter status, and decide again"},
		{dispatch.ErrStarted, "this issue has been started already, and is sent once: see jitasa newsletter status"},
		{dispatch.ErrPast, "the time is in the past: nothing was sent"},
		{dispatch.ErrNobody, "nobody is in the audience: nothing was sent"},
		{dispatch.ErrOverCost, "it does not fit into the month's messages: nothing was sent"},
		{deliver.ErrState, "that cannot be done in the state that it is in: see jitasa newsletter status"},
	} {
		if errors.Is(err, known.err) {
			fmt.Fprintln(q.Err, "jitasa:", known.text)
			return 1
		}
	}
	if errors.Is(err, domain.ErrInvalid) {
		err = command.Mistaken("%v", err)
	}
	return command.Fail(q.Streams, err)
}

func (q *request) draft(ctx context.Context) error {
	text, err := q.News.Draft(ctx, q.actor(), "เครือข่ายจิตอาสา")
	if err != nil {
		return err
	}
	if len(q.args) == 0 || q.args[0] == "-" {
		_, err = q.Out.Write(text)
		return err
	}
	f, err := os.OpenFile(q.args[0], os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644) //nolint:gosec // the file that the editor named, for others to read
	if err != nil {
		return command.Mistaken("%v", err)
	}
	if _, err = f.Write(text); err == nil {
		fmt.Fprintln(q.Out, q.args[0], "is ready to be edited; then: jitasa newsletter lint", q.args[0])
	}
	return errors.Join(err, f.Close())
}

// actor is whoever gives the command, as they say.
func (q *request) actor() access.Actor { return access.ByCommand().Called(q.by) }

// file reads the issue that is named on the command line.
func (q *request) file() ([]byte, error) {
	source, err := os.ReadFile(q.args[0])
	if err != nil {
		return nil, command.Mistaken("%v", err)
	}
	return source, nil
}
