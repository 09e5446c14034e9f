/** How numbers of a country are dialled. */
export interface Country {
	/** Calling code, e.g. `34`. */
	code: string;
	/** What callers inside the country dial first; `-` where numbers themselves begin with a zero. */
	trunk: string;
	/** Digits of a mobile number without code and trunk. */
	lengths: number[];
}

/**
 * Calling code, countries (ISO 3166-1), lengths of mobile numbers, trunk prefix.
 *
 * @see https://www.itu.int/oth/T0202.aspx?parent=T0202 national numbering plans, as collected by
 * Google's libphonenumber
 */
const PLANS = `
1 US/AG/AI/AS/BB/BM/BS/CA/DM/DO/GD/GU/JM/KN/KY/LC/MP/MS/PR/SX/TC/TT/VC/VG/VI 10 1,
7 RU/KZ 10 8, 20 EG 10 0, 27 ZA 5/6/7/8/9 0, 30 GR 10, 31 NL 9/11 0, 32 BE 9 0, 33 FR 9 0,
34 ES 9, 36 HU 9 06, 39 IT/VA 9/10, 40 RO 9 0, 41 CH 9 0, 43 AT 7/8/9/10/11/12/13 0,
44 GB/GG/IM/JE 10 0, 45 DK 8, 46 SE 9 0, 47 NO/SJ 8, 48 PL 9, 49 DE 10/11 0, 51 PE 9 0,
52 MX 10, 53 CU 8 0, 54 AR 10/11 0, 55 BR 10/11 0, 56 CL 9, 57 CO 10 0, 58 VE 10 0,
60 MY 9/10 0, 61 AU/CC/CX 9 0, 62 ID 9/10/11/12 0, 63 PH 10 0, 64 NZ 8/9/10 0, 65 SG 8,
66 TH 9 0, 81 JP 10 0, 82 KR 9/10 0, 84 VN 9 0, 86 CN 11 0, 90 TR 10 0, 91 IN 10 0,
92 PK 10 0, 93 AF 9 0, 94 LK 9 0, 95 MM 7/8/9/10 0, 98 IR 10 0, 211 SS 9 0, 212 MA/EH 9 0,
213 DZ 9 0, 216 TN 8, 218 LY 9 0, 220 GM 7/9, 221 SN 9, 222 MR 8, 223 ML 8, 224 GN 9,
225 CI 10 -, 226 BF 8 -, 227 NE 8, 228 TG 8, 229 BJ 10 -, 230 MU 8, 231 LR 7/9 0,
232 SL 8 0, 233 GH 9 0, 234 NG 10 0, 235 TD 8, 236 CF 8, 237 CM 9, 238 CV 7, 239 ST 7,
240 GQ 9, 241 GA 7/8 -, 242 CG 9 -, 243 CD 7/9 0, 244 AO 9, 245 GW 9, 246 IO 7, 247 AC 5,
248 SC 7, 249 SD 9 0, 250 RW 9 0, 251 ET 9 0, 252 SO 7/8/9 0, 253 DJ 8, 254 KE 9 0,
255 TZ 9 0, 256 UG 9 0, 257 BI 8, 258 MZ 9, 260 ZM 9 0, 261 MG 9 0, 262 RE/YT 9 0,
263 ZW 9 0, 264 NA 9 0, 265 MW 9 0, 266 LS 8, 267 BW 8, 268 SZ 8, 269 KM 7, 290 SH/TA 4/5,
291 ER 7 0, 297 AW 7, 298 FO 6, 299 GL 6, 350 GI 8, 351 PT 9, 352 LU 9, 353 IE 9 0,
354 IS 7/9, 355 AL 9 0, 356 MT 8, 357 CY 8, 358 FI/AX 6/7/8/9/10 0, 359 BG 8/9 0,
370 LT 8 0, 371 LV 8, 372 EE 7/8, 373 MD 8 0, 374 AM 8 0, 375 BY 9 8, 376 AD 6/9,
377 MC 8/9 0, 378 SM 8, 380 UA 9 0, 381 RS 8/9/10 0, 382 ME 8 0, 383 XK 8 0, 385 HR 8/9 0,
386 SI 8 0, 387 BA 8/9 0, 389 MK 8 0, 420 CZ 9, 421 SK 9 0, 423 LI 7/9 0, 500 FK 5,
501 BZ 7, 502 GT 8, 503 SV 8, 504 HN 8, 505 NI 8, 506 CR 8, 507 PA 7/8, 508 PM 6/9 0,
509 HT 8, 590 GP/BL/MF 9 0, 591 BO 8 0, 592 GY 7, 593 EC 9 0, 594 GF 9 0, 595 PY 9 0,
596 MQ 9 0, 597 SR 7, 598 UY 8 0, 599 CW/BQ 7/8, 670 TL 8, 672 NF 6, 673 BN 7, 674 NR 7,
675 PG 8, 676 TO 7, 677 SB 5/7, 678 VU 7, 679 FJ 7, 680 PW 7, 681 WF 6, 682 CK 5,
683 NU 4/7, 685 WS 7/10, 686 KI 8 0, 687 NC 6, 688 TV 6/7, 689 PF 8, 690 TK 4/5/6/7,
691 FM 7, 692 MH 7 1, 850 KP 10 0, 852 HK 8, 853 MO 8, 855 KH 8/9 0, 856 LA 9/10 0,
880 BD 10 0, 886 TW 9 0, 960 MV 7, 961 LB 7/8 0, 962 JO 9 0, 963 SY 9 0, 964 IQ 10 0,
965 KW 8, 966 SA 9 0, 967 YE 9 0, 968 OM 8, 970 PS 9 0, 971 AE 9 0, 972 IL 9 0, 973 BH 8,
974 QA 8, 975 BT 8, 976 MN 8 0, 977 NP 10 0, 992 TJ 9 -, 993 TM 8 8, 994 AZ 9 0,
995 GE 9 0, 996 KG 9 0, 998 UZ 9
`;

const countries = PLANS.split(',').map((row) => {
	const [code, names, lengths, trunk = ''] = row.trim().split(' ');
	return { code, names: names.split('/'), lengths: lengths.split('/').map(Number), trunk };
});

/** @param text a calling code (`34`, `+34`, `0034`) or the two letters of a country (`ES`) */
export function countryOf(text: string): Country | undefined {
	const wanted = text.trim().toUpperCase();
	const code = wanted.replace(/^(\+|00)\s*/, '');
	return countries.find((one) => one.code === code || one.names.includes(wanted));
}

/** The country whose number with its code in front this can be. */
export const countryOfNumber = (digits: string): Country | undefined =>
	countries.find(
		({ code, lengths }) => digits.startsWith(code) && lengths.includes(digits.length - code.length),
	);

const ARGENTINA = '54';

/**
 * A number without trunk prefix as it is dialled from abroad. Argentines write a 15 between area code and
 * mobile number, in place of which stands a 9 before the area code from abroad; the area code is 11, or of
 * three or four digits that begin with 2 or 3.
 *
 * @returns undefined where its area code is missing
 * @see https://www.itu.int/oth/T0202.aspx?parent=T0202 numbering plan of Argentina
 */
export function fromAbroad({ code }: Country, national: string): string | undefined {
	if (code !== ARGENTINA) return national;
	if (national.startsWith('15')) return undefined;
	const mobile = /^(11|[23]\d{2,3})15(\d+)$/.exec(national);
	return mobile !== null && national.length === 12 ? `9${mobile[1]}${mobile[2]}` : national;
}
