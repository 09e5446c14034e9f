/**
 * The words that names of fields and enumerations of the providers are made of. A report shows a name or an
 * enumeration only where every word of it stands here: somebody's name, a text or a token never does, and a
 * field that a provider added still can. No first or last names here.
 */
const WORDS = new Set(
	`accepted access account action actions active add added address advanced after ai alert all allowed amount animated
	answer answered answers api app application approval approved array as ask at attachment audio auth authentication
	authorization automatic available ban base batch bad biz billable billing blocked body broadcast business button
	buttons by callback call calls campaign can cancelled caption card cards carousel catalog category change changed
	changes channel chat city click clicked clid client code collapsed command common company component components
	configuration connect connected connection contact contacts content contents context contract conversation copy
	correct cost count country coupon created creation credential credit credits cta ctwa currency current customer data
	date deactivated deadline decision default delay deleted delivered delivery description destination detail details
	device dial digest direction disabled disconnected display document documents dr duplicate duration echo echoes edit
	edited element email emails emoji enabled enqueued entity entry enum error errors event events exchange expiration
	expired expires expiry external failed failure fallback false fbtrace field fields file filename files final first
	flag flagged flow flows footer format formatted forwarded frequently friendly from full gateway general granted
	group groups gs gupshup handle has hash header headers health height hash high hosting href http id identifier
	identity ids image images in inactive inbound incoming index info infobip initiated input instagram integration
	interactive interakt is iso item items json key keys kind label language languages last latitude lat length limit
	limited link links list lists location locale location long longitude low machine marketing markup media medium
	member members menu message messages messaging meta metadata method millis mime mobile mode model moment most mpm ms
	msg msgid name names network new news nfm no none normal not note notification now null num number numbers object
	of offset on one opaque open opened opt opted option optional options order orders org organization origin original
	other otp out outbound outgoing owner package page pair paired parameter parameters params parent participant
	partner parts payload payloads payment pending per permanent permission person phone phones photo place plan
	platform play played policy position post postback prefix prepaid preview previous price priced pricing product
	products profile public pulled qr quality quantity query question queued quick quote quoted quotes raw reaction
	read ready reason received receiver recipient rectangle ref reference referral referred region register registered
	reject rejected related release removed removal replied reply replies report reported reports request requested
	resolution response result results resume retailer retry revoke revoked row rows rule s sample scheduled schema
	score screen secret section sections seen segments selected selection send sender senders sending sent server
	service session settings sha shipping shop show sid sign signature size sms sms source spam standby start state
	status statuses sticker stop store street string sub subject submitted subscribe subscribed subscription
	successful success sub sum summary support supported sync system tag tags tap tapped target template templates
	temporary terminated test text thread thumbnail time timestamp title to token total tracking traffic traits
	transaction translation trigger true ts twilio type typed types typing undelivered unknown unread unsubscribed
	unsupported until update updated upload url urls us usage user username users utc utility uuid valid value values
	variable variables vcard verified version video view voice volume wa waba wabiz waid waiting wamid web webhook
	webhooks website whats whatsapp width with workflow write written year yes zip`
		.split(/\s+/)
		.filter((word) => word !== ''),
);

/** Longest name of a field, in words and characters, that any provider has. */
const MOST_WORDS = 6;
const MOST_CHARACTERS = 40;

/** `channel_phone_number`, `MediaUrl` and `button-reply` in their words, in small letters. */
const wordsOf = (name: string): string[] =>
	name
		.split(/[_\-.]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
		.filter((word) => word !== '')
		.map((word) => word.toLowerCase());

/** Is this made of known words, so that it can be shown as it is? */
export function isKnownName(name: unknown): name is string {
	if (
		typeof name !== 'string' ||
		name.length > MOST_CHARACTERS ||
		!/^[A-Za-z][A-Za-z_\-.]*$/.test(name)
	)
		return false;
	const words = wordsOf(name);
	return words.length <= MOST_WORDS && words.every((word) => WORDS.has(word));
}

/** The name of a field as a report shows it: one digit at its end counts through a list (`MediaUrl0`). */
export function shownKey(key: string): string {
	const bare = key.replace(/(?<=[A-Za-z_])\d$/, '');
	if (isKnownName(bare)) return bare === key ? key : `${bare}#`;
	return /^\d+$/.test(key) ? '(number)' : '(other name)';
}
