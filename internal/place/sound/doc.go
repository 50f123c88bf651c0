// Package sound gives names that sound alike one form, as a name is typed as it
// sounds: สุพันบุรี, ฉะเชิงเซา, รำปาง, Sathorn, Ladprao.
//
// Letters of one sound are one, silent letters go, so do tones and the length
// of vowels; in Latin letters what the ways to romanise Thai differ in. It is no
// transcription: that แก่งคอย and แก้งค้อย are one is what it is for.
//
// It knows nothing of places. Start reading at [Append].
package sound
