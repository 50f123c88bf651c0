package understand

// Harm is what somebody in danger suffers. The ids are a contract.
type Harm string

// The harms.
const (
	Drowning    Harm = "drowning"
	Flood       Harm = "flood" // trapped or threatened by water
	Fire        Harm = "fire"
	Injury      Harm = "injury" // hurt, bleeding, poisoned, in labour
	Unconscious Harm = "unconscious"
	Heart       Harm = "heart" // chest pain, a stroke, cannot breathe
	Snakebite   Harm = "snakebite"
	Snake       Harm = "snake" // in the house
	Electric    Harm = "electric"
	Collapse    Harm = "collapse"
	Landslide   Harm = "landslide"
	Lost        Harm = "lost"     // a child or an elder is missing
	Violence    Harm = "violence" // happening, or threatened
	Abuse       Harm = "abuse"    // again and again
	Despair     Harm = "despair"  // wants to die
	Foreigner   Harm = "foreigner"
	AnyHarm     Harm = "help" // a cry that names none
)

// danger sets the harm.
func (r *Result) danger(raw string) {
	if r.Intent == SOS && !Announces(raw) {
		r.Danger = AnyHarm
	}
}
