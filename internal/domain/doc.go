// Package domain holds the words of the field and their rules: volunteers,
// organisations, networks, opportunities, consent. It imports the standard
// library only and knows nothing of storage, LINE, languages or clocks.
//
// Documents embed [Meta], so that a store can keep them with an id and a
// version; the struct tags give the names under which every engine keeps the
// fields (lowerCamel, `_id` for the id); they are the JSON tags.
//
// Start reading at [Volunteer] and [Opportunity].
package domain
