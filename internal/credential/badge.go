package credential

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Badge is an achievement of somebody. Times are kept to the second.
type Badge struct {
	ID          string // a URI of its own: urn:uuid:… or https://…
	Issuer      Issuer
	Holder      Holder
	Achievement Achievement
	Start, End  time.Time // when they did it; may be zero
	Results     []Result
	From        time.Time // valid from: when it was issued
	Until       time.Time // no longer valid; zero: for good
	Status      Status
}

// Issuer is who signs, as people know them. Its DID is the signer's.
type Issuer struct{ Name, URL string }

// Holder is whose badge it is: an opaque URI, such as urn:uuid:…, and the name as they want it to be read, or none.
type Holder struct{ ID, Name string }

// Achievement is what for.
type Achievement struct {
	ID          string // a URI: the same for all who achieved it
	Name        string
	Description string
	Criteria    string // what one has to do for it
	Lang        string // of these texts, as BCP 47
}

// Result is something measured: "Hours", "36.5".
type Result struct{ Name, Value string }

// Status is where revocation is looked up: the address of a list, and a place in it. Places are to be drawn at random and used once; their
// order would tell who was issued when. An empty list: the badge cannot be revoked.
type Status struct {
	List  string
	Index int
}

const (
	contextVC = "https://www.w3.org/ns/credentials/v2"
	contextOB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
	typeVC    = "VerifiableCredential"
	typeBadge = "OpenBadgeCredential"
)

// claims repeat the credential in a JWT's own words (Open Badges 3.0, 8.2.4).
type claims struct {
	Iss string `json:"iss"`
	Jti string `json:"jti"`
	Sub string `json:"sub"`
	Nbf int64  `json:"nbf"`
	Exp int64  `json:"exp,omitempty"`
}

// envelope is what every credential has.
type envelope struct {
	claims
	Context    []string `json:"@context"`
	ID         string   `json:"id"`
	Type       []string `json:"type"`
	ValidFrom  string   `json:"validFrom"`
	ValidUntil string   `json:"validUntil,omitempty"`
}

type badgeDoc struct {
	envelope
	Name    string     `json:"name"`
	Issuer  profileDoc `json:"issuer"`
	Subject subjectDoc `json:"credentialSubject"`
	Status  *statusDoc `json:"credentialStatus,omitempty"`
}

type profileDoc struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name,omitempty"`
	URL  string   `json:"url,omitempty"`
}

type subjectDoc struct {
	ID          string         `json:"id"`
	Type        []string       `json:"type"`
	Identifier  []identityDoc  `json:"identifier,omitempty"`
	Start       string         `json:"activityStartDate,omitempty"`
	End         string         `json:"activityEndDate,omitempty"`
	Achievement achievementDoc `json:"achievement"`
	Result      []resultDoc    `json:"result,omitempty"`
}

type identityDoc struct {
	Type   string `json:"type"`
	Hashed bool   `json:"hashed"`
	Hash   string `json:"identityHash"` // in plain, as hashed says
	Kind   string `json:"identityType"`
}

type achievementDoc struct {
	ID          string      `json:"id"`
	Type        []string    `json:"type"`
	Kind        string      `json:"achievementType"`
	Lang        string      `json:"inLanguage,omitempty"`
	Name        string      `json:"name"`
	Description string      `json:"description"`
	Criteria    criteriaDoc `json:"criteria"`
	Results     []kindDoc   `json:"resultDescription,omitempty"`
}

type criteriaDoc struct {
	Narrative string `json:"narrative"`
}

type kindDoc struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name"`
	Kind string   `json:"resultType"`
}

type resultDoc struct {
	Type  []string `json:"type"`
	Of    string   `json:"resultDescription"`
	Value string   `json:"value"`
}

type statusDoc struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Purpose string `json:"statusPurpose"`
	Index   string `json:"statusListIndex"`
	List    string `json:"statusListCredential"`
}

// Most characters of one text in a badge, and most results.
const (
	longestText = 2000
	mostResults = 20
)

// check says what is wrong with a badge that is to be signed.
func (b Badge) check() error {
	a := b.Achievement
	for what, v := range map[string]string{"id": b.ID, "holder's id": b.Holder.ID, "achievement's id": a.ID} {
		if !isURI(v) {
			return fmt.Errorf("the %s is no URI: %w", what, ErrMalformed)
		}
	}
	for what, v := range map[string]string{"issuer's name": b.Issuer.Name, "achievement's name": a.Name, "description": a.Description, "criteria": a.Criteria} {
		if v == "" {
			return fmt.Errorf("the %s is missing: %w", what, ErrMalformed)
		}
	}
	texts := []string{b.ID, b.Issuer.Name, b.Issuer.URL, b.Holder.ID, b.Holder.Name, a.ID, a.Name, a.Description, a.Criteria, a.Lang, b.Status.List}
	for _, r := range b.Results {
		texts = append(texts, r.Name, r.Value)
	}
	tooLong := func(text string) bool {
		return len(text) > longestText*utf8.UTFMax || utf8.RuneCountInString(text) > longestText || !utf8.ValidString(text)
	}
	switch {
	case slices.ContainsFunc(texts, tooLong), len(b.Results) > mostResults:
		return fmt.Errorf("a text is too long: %w", ErrMalformed)
	case !dated(b.From), !b.Until.IsZero() && (!dated(b.Until) || b.Until.Unix() <= b.From.Unix()), !b.End.IsZero() && b.End.Before(b.Start):
		return fmt.Errorf("its times make no sense: %w", ErrMalformed)
	case b.Status.List != "" && (!isURI(b.Status.List) || b.Status.Index < 0 || b.Status.Index >= mostEntries):
		return fmt.Errorf("its place in a status list is none: %w", ErrMalformed)
	}
	return nil
}

// dated reports whether a moment can be written in both ways, as text and as seconds.
func dated(at time.Time) bool { return at.UTC().Year() >= 1970 && at.UTC().Year() <= 9999 }

func isURI(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "")
}

// doc is the badge as it is signed.
func (b Badge) doc(did string) badgeDoc {
	d := badgeDoc{
		envelope: seal(did, b.ID, b.Holder.ID, b.From, b.Until, typeBadge),
		Name:     b.Achievement.Name,
		Issuer:   profileDoc{ID: did, Type: []string{"Profile"}, Name: b.Issuer.Name, URL: b.Issuer.URL},
		Subject: subjectDoc{
			ID: b.Holder.ID, Type: []string{"AchievementSubject"}, Start: instant(b.Start), End: instant(b.End),
			Achievement: achievementDoc{
				ID: b.Achievement.ID, Type: []string{"Achievement"}, Kind: "CommunityService", Lang: b.Achievement.Lang, Name: b.Achievement.Name,
				Description: b.Achievement.Description, Criteria: criteriaDoc{b.Achievement.Criteria},
			},
		},
	}
	d.Context = append(d.Context, contextOB)
	if b.Holder.Name != "" {
		d.Subject.Identifier = []identityDoc{{Type: "IdentityObject", Hash: b.Holder.Name, Kind: "name"}}
	}
	for i, r := range b.Results {
		id := b.Achievement.ID + "#result-" + strconv.Itoa(i+1)
		d.Subject.Achievement.Results = append(d.Subject.Achievement.Results, kindDoc{ID: id, Type: []string{"ResultDescription"}, Name: r.Name, Kind: "Result"})
		d.Subject.Result = append(d.Subject.Result, resultDoc{Type: []string{"Result"}, Of: id, Value: r.Value})
	}
	if b.Status.List != "" {
		at := strconv.Itoa(b.Status.Index)
		d.Status = &statusDoc{ID: b.Status.List + "#" + at, Type: "BitstringStatusListEntry", Purpose: revocation, Index: at, List: b.Status.List}
	}
	return d
}

func seal(did, id, sub string, from, until time.Time, kind string) envelope {
	e := envelope{
		claims:  claims{Iss: did, Jti: id, Sub: sub, Nbf: from.Unix()},
		Context: []string{contextVC}, ID: id, Type: []string{typeVC, kind}, ValidFrom: instant(from), ValidUntil: instant(until),
	}
	if !until.IsZero() {
		e.Exp = until.Unix()
	}
	return e
}

// badge is what a signed document says, or ErrMalformed.
func (d badgeDoc) badge() (*Badge, error) {
	a := d.Subject.Achievement
	b := &Badge{
		ID: d.ID, Issuer: Issuer{Name: d.Issuer.Name, URL: d.Issuer.URL}, Holder: Holder{ID: d.Subject.ID},
		Achievement: Achievement{ID: a.ID, Name: a.Name, Description: a.Description, Criteria: a.Criteria.Narrative, Lang: a.Lang},
	}
	for _, i := range d.Subject.Identifier {
		if i.Kind == "name" && !i.Hashed {
			b.Holder.Name = i.Hash
		}
	}
	names := map[string]string{}
	for _, k := range a.Results {
		names[k.ID] = k.Name
	}
	for _, r := range d.Subject.Result {
		b.Results = append(b.Results, Result{Name: names[r.Of], Value: r.Value})
	}
	if s := d.Status; s != nil {
		at, err := strconv.Atoi(s.Index)
		if err != nil || s.Type != "BitstringStatusListEntry" || s.Purpose != revocation || s.List == "" {
			return nil, fmt.Errorf("its status is no place in a list: %w", ErrMalformed)
		}
		b.Status = Status{List: s.List, Index: at}
	}
	for text, to := range map[string]*time.Time{d.ValidFrom: &b.From, d.ValidUntil: &b.Until, d.Subject.Start: &b.Start, d.Subject.End: &b.End} {
		if text != "" {
			at, err := time.Parse(time.RFC3339, text)
			if err != nil {
				return nil, fmt.Errorf("its times cannot be read: %w", ErrMalformed)
			}
			*to = at.UTC()
		}
	}
	return b, b.check()
}

// instant is a moment as the data model writes it, or nothing.
func instant(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2006-01-02T15:04:05Z")
}
