package domain

// Harm is what somebody in danger suffers. The ids are a contract.
type Harm string

// The harms.
const (
	Drowning    Harm = "drowning"
	Flooded     Harm = "flood" // trapped or threatened by water
	OnFire      Harm = "fire"
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

// Harms lists them all.
func Harms() []Harm {
	return []Harm{
		Drowning, Flooded, OnFire, Injury, Unconscious, Heart, Snakebite, Snake, Electric, Collapse, Landslide, Lost, Violence, Abuse, Despair, Foreigner, AnyHarm,
	}
}

// The numbers to call in Thailand, day and night.
const (
	CallAmbulance = "1669" // injured, ill
	CallPolice    = "191"
	CallFire      = "199"  // fire, rescue, snakes
	CallDisaster  = "1784" // flood, storm, landslide, collapsed houses
	CallSocial    = "1300" // abuse, trafficking, who is lost or homeless
	CallMind      = "1323"
	CallTourist   = "1155" // police for foreigners, in English and more
)

// Hotlines are all numbers.
func Hotlines() []string {
	return []string{CallAmbulance, CallPolice, CallFire, CallDisaster, CallSocial, CallMind, CallTourist}
}

// Hotlines are the numbers to call for a harm, the right one first; a second one is for where it does not answer, or for
// what often comes with it.
func (h Harm) Hotlines() []string {
	switch h {
	case Drowning, Electric:
		return []string{CallAmbulance, CallFire}
	case Flooded, Landslide, Collapse:
		return []string{CallDisaster, CallAmbulance}
	case OnFire:
		return []string{CallFire, CallAmbulance}
	case Snake:
		return []string{CallFire}
	case Violence:
		return []string{CallPolice, CallSocial}
	case Abuse:
		return []string{CallSocial, CallPolice}
	case Lost:
		return []string{CallSocial, CallPolice}
	case Despair:
		return []string{CallMind, CallAmbulance}
	case Foreigner:
		return []string{CallTourist, CallPolice}
	case AnyHarm:
		return []string{CallAmbulance, CallPolice}
	}
	return []string{CallAmbulance}
}
