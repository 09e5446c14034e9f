import type { Language } from '../approvals/languages';

/** What people are told unless the builder writes something else. */
export interface UsualTexts {
	/** To one who answers an approval that has ended. */
	lateText: string;
	/** To one whose approval was ended by a fault or by hand. */
	faultText: string;
	/** To one whose answer n8n could not take, and whose provider does not deliver it again. */
	lostText: string;
	/** To one of whom several questions want words, and who does not say which is meant. */
	severalText: string;
}

export const usualTexts: Record<Language, UsualTexts> = {
	ar: {
		lateText: 'تم إغلاق هذا الطلب من قبل، لذلك لم تُستخدم إجابتك. لم يتغير أي شيء.',
		faultText:
			'انتهى هذا الطلب بسبب عطل أو أُنهي يدويًا، لذلك لم تُستخدم إجابتك. يرجى الاستفسار ممن أرسله.',
		lostText: 'عذرًا، تعذّر تسجيل إجابتك الآن. يرجى إرسالها مرة أخرى بعد دقيقة.',
		severalText:
			'هناك أكثر من سؤال في انتظار كلامك. يرجى الإجابة عن السؤال الذي تقصده: اضغط عليه مطولًا، واختر «رد»، ثم اكتب من جديد.',
	},
	de: {
		lateText:
			'Diese Anfrage ist bereits geschlossen, daher wurde Ihre Antwort nicht verwendet. Es hat sich nichts geändert.',
		faultText:
			'Diese Anfrage wurde durch einen Fehler oder von Hand beendet, daher wurde Ihre Antwort nicht verwendet. Bitte fragen Sie die Person, die sie gesendet hat.',
		lostText:
			'Ihre Antwort konnte gerade leider nicht angenommen werden. Bitte geben Sie sie in einer Minute noch einmal.',
		severalText:
			'Mehr als eine Frage wartet auf Ihre Worte. Bitte beantworten Sie die gemeinte: Halten Sie sie gedrückt, wählen Sie „Antworten“, und schreiben Sie noch einmal.',
	},
	en: {
		lateText:
			'This request has already been closed, so your answer was not used. Nothing has changed.',
		faultText:
			'This request was ended by a fault or by hand, so your answer was not used. Please ask whoever sent it.',
		lostText: 'Sorry, your answer could not be taken just now. Please give it again in a minute.',
		severalText:
			'More than one question is waiting for your words. Please answer the one that you mean: press and hold it, choose Reply, and write again.',
	},
	es: {
		lateText:
			'Esta solicitud ya estaba cerrada, por lo que su respuesta no se ha tenido en cuenta. No ha cambiado nada.',
		faultText:
			'Esta solicitud terminó por un fallo o a mano, por lo que su respuesta no se ha tenido en cuenta. Por favor, consulte a quien la envió.',
		lostText:
			'Lo sentimos: su respuesta no se ha podido registrar ahora mismo. Por favor, vuelva a darla dentro de un minuto.',
		severalText:
			'Hay más de una pregunta que espera sus palabras. Por favor, conteste a la que se refiere: manténgala pulsada, elija Responder y escriba de nuevo.',
	},
	fr: {
		lateText:
			'Cette demande est déjà close, votre réponse n’a donc pas été prise en compte. Rien n’a changé.',
		faultText:
			'Cette demande a pris fin à cause d’une erreur ou à la main, votre réponse n’a donc pas été prise en compte. Merci de vous adresser à la personne qui l’a envoyée.',
		lostText:
			'Désolé, votre réponse n’a pas pu être enregistrée à l’instant. Merci de la donner à nouveau dans une minute.',
		severalText:
			'Plusieurs questions attendent vos mots. Merci de répondre à celle que vous voulez dire : appuyez longuement dessus, choisissez Répondre, et écrivez à nouveau.',
	},
	hi: {
		lateText:
			'यह अनुरोध पहले ही बंद हो चुका है, इसलिए आपके उत्तर का उपयोग नहीं किया गया। कुछ भी नहीं बदला है।',
		faultText:
			'यह अनुरोध किसी त्रुटि के कारण या किसी के द्वारा समाप्त किया गया, इसलिए आपके उत्तर का उपयोग नहीं किया गया। कृपया भेजने वाले से पूछें।',
		lostText: 'क्षमा करें, आपका उत्तर अभी दर्ज नहीं हो सका। कृपया एक मिनट बाद फिर से उत्तर दें।',
		severalText:
			'एक से अधिक प्रश्न आपके शब्दों की प्रतीक्षा में हैं। कृपया जिस प्रश्न का उत्तर देना हो, उसे दबाकर रखें, "जवाब दें" चुनें और फिर से लिखें।',
	},
	id: {
		lateText:
			'Permintaan ini sudah ditutup, sehingga jawaban Anda tidak digunakan. Tidak ada yang berubah.',
		faultText:
			'Permintaan ini berakhir karena gangguan atau dihentikan secara manual, sehingga jawaban Anda tidak digunakan. Silakan tanyakan kepada pengirimnya.',
		lostText:
			'Maaf, jawaban Anda belum dapat diterima saat ini. Mohon berikan lagi dalam satu menit.',
		severalText:
			'Ada lebih dari satu pertanyaan yang menunggu kata-kata Anda. Mohon jawab pertanyaan yang dimaksud: tekan dan tahan, pilih Balas, lalu tulis kembali.',
	},
	it: {
		lateText:
			'Questa richiesta è già stata chiusa, quindi la sua risposta non è stata considerata. Nulla è cambiato.',
		faultText:
			'Questa richiesta è terminata per un errore o a mano, quindi la sua risposta non è stata considerata. Chieda per favore a chi l’ha inviata.',
		lostText:
			'Spiacenti, al momento non è stato possibile registrare la sua risposta. Per favore la dia di nuovo tra un minuto.',
		severalText:
			'Più di una domanda attende le sue parole. Risponda per favore a quella che intende: la tenga premuta, scelga Rispondi e scriva di nuovo.',
	},
	pt: {
		lateText:
			'Esta solicitação já foi encerrada; por isso, sua resposta não foi considerada. Nada mudou.',
		faultText:
			'Esta solicitação foi encerrada por uma falha ou manualmente; por isso, sua resposta não foi considerada. Por favor, fale com quem a enviou.',
		lostText:
			'Desculpe, não foi possível registrar sua resposta agora. Por favor, responda novamente em um minuto.',
		severalText:
			'Mais de uma pergunta aguarda as suas palavras. Por favor, responda à que deseja: toque e segure nela, escolha Responder e escreva novamente.',
	},
};

/** What the builder has written, as far as the builder has. */
type OwnTexts = Partial<UsualTexts> & { language: Language };

/**
 * What to tell somebody: the builder's own words, else the usual ones in the language of the question, else
 * in that of the trigger.
 */
export const told = (
	own: OwnTexts,
	text: keyof UsualTexts,
	language: Language | undefined,
): string => own[text] ?? usualTexts[language ?? own.language][text];
