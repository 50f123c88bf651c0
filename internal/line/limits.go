package line

// Limits of LINE's message objects (Messaging API reference). Texts are counted
// in UTF-16 units, labels in grapheme clusters, containers in bytes of JSON.
const (
	maxObjects      = 5     // message objects per request
	maxText         = 5000  // units
	maxAlt          = 1500  // units
	maxQuick        = 13    // quick-reply buttons
	maxQuickLabel   = 20    // clusters
	maxFlexLabel    = 40    // clusters
	maxData         = 300   // postback data, characters
	maxDisplay      = 300   // clusters; held in units as well, which are never fewer
	maxURI          = 1000  // characters
	maxPlace        = 100   // title and address of a location, units
	maxBubbles      = 12    // bubbles of a carousel
	maxRecipients   = 500   // of a multicast
	maxUnit         = 30    // name of a unit of statistics, characters
	bubbleBytes     = 30000 // 30 KB, read as the smaller of the two kilobytes
	carouselBytes   = 50000 // 50 KB
	carouselWrapper = 64    // {"type":"carousel","contents":[]} and commas
)
