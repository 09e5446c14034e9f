import type { Language } from '../approvals/languages';

/** What people are told unless the builder writes something else. */
export interface UsualTexts {
	/** To one who answers an approval that has ended. */
	lateText: string;
	/** To one whose approval was ended by a fault or by hand. */
	faultText: string;
	/** To one of whom several questions want words, and who does not say which is meant. */
	severalText: string;
}

export const usualTexts: Record<Language, UsualTexts> = {
	ar: {
		lateText: 'تم إغلاق هذا الطلب من قبل، لذلك لم تُستخدم إجابتك. لم يتغير أي شيء.',
		faultText:
			'انتهى هذا الطلب بسبب عطل أو أُنهي يدويًا، لذلك لم تُستخدم إجابتك. يرجى الاستفسار ممن أرسله.',
		severalText:
			'هناك أكثر من سؤال في انتظار كلامك. يرجى الإجابة عن السؤال الذي تقصده: اضغط عليه مطولًا، واختر «رد»، ثم اكتب من جديد.',
	},
	de: {
		lateText:
			'Diese Anfrage ist bereits geschlossen, daher wurde Ihre Antwort nicht verwendet. Es hat sich nichts geändert.',
		faultText:
			'Diese Anfrage wurde durch einen Fehler oder von Hand beendet, daher wurde Ihre Antwort nicht verwendet. Bitte fragen Sie die Person, die sie gesendet hat.',
		severalText:
			'Mehr als eine Frage wartet auf Ihre Worte. Bitte beantworten Sie die gemeinte: Halten Sie sie gedrückt, wählen Sie „Antworten“, und schreiben Sie noch einmal.',
	},
	en: {
		lateText:
			'This request has already been closed, so your answer was not used. Nothing has changed.',
		faultText:
			'This request was ended by a fault or by hand, so your answer was not used. Please ask whoever sent it.',
		severalText:
			'More than one question is waiting for your words. Please answer the one that you mean: press and hold it, choose Reply, and write again.',
	},
	es: {
		lateText:
			'Esta solicitud ya estaba cerrada, por lo que su respuesta no se ha tenido en cuenta. No ha cambiado nada.',
		faultText:
			'Esta solicitud terminó por un fallo o a mano, por lo que su respuesta no se ha tenido en cuenta. Por favor, consulte a quien la envió.',
		severalText:
			'Hay más de una pregunta que espera sus palabras. Por favor, conteste a la que se refiere: manténgala pulsada, elija Responder y escriba de nuevo.',
	},
	fr: {
		lateText:
			'Cette demande est déjà close, votre réponse n’a donc pas été prise en compte. Rien n’a changé.',
		faultText:
			'Cette demande a pris fin à cause d’une erreur ou à la main, votre réponse n’a donc pas été prise en compte. Merci de vous adresser à la personne qui l’a envoyée.',
		severalText:
			'Plusieurs questions attendent vos mots. Merci de répondre à celle que vous voulez dire : appuyez longuement dessus, choisissez Répondre, et écrivez à nouveau.',
	},
	hi: {
		lateText:
			'यह अनुरोध पहले ही बंद हो चुका है, इसलिए आपके उत्तर का उपयोग नहीं किया गया। कुछ भी नहीं बदला है।',
		faultText:
			'यह अनुरोध किसी त्रुटि के कारण या किसी के द्वारा समाप्त किया गया, इसलिए आपके उत्तर का उपयोग नहीं किया गया। कृपया भेजने वाले से पूछें।',
		severalText:
			'एक से अधिक प्रश्न आपके शब्दों की प्रतीक्षा में हैं। कृपया जिस प्रश्न का उत्तर देना हो, उसे दबाकर रखें, "जवाब दें" चुनें और फिर से लिखें।',
	},
	id: {
		lateText:
			'Permintaan ini sudah ditutup, sehingga jawaban Anda tidak digunakan. Tidak ada yang berubah.',
		faultText:
			'Permintaan ini berakhir karena gangguan atau dihentikan secara manual, sehingga jawaban Anda tidak digunakan. Silakan tanyakan kepada pengirimnya.',
		severalText:
			'Ada lebih dari satu pertanyaan yang menunggu kata-kata Anda. Mohon jawab pertanyaan yang dimaksud: tekan dan tahan, pilih Balas, lalu tulis kembali.',
	},
	it: {
		lateText:
			'Questa richiesta è già stata chiusa, quindi la sua risposta non è stata considerata. Nulla è cambiato.',
		faultText:
			'Questa richiesta è terminata per un errore o a mano, quindi la sua risposta non è stata considerata. Chieda per favore a chi l’ha inviata.',
		severalText:
			'Più di una domanda attende le sue parole. Risponda per favore a quella che intende: la tenga premuta, scelga Rispondi e scriva di nuovo.',
	},
	pt: {
		lateText:
			'Esta solicitação já foi encerrada; por isso, sua resposta não foi considerada. Nada mudou.',
		faultText:
			'Esta solicitação foi encerrada por uma falha ou manualmente; por isso, sua resposta não foi considerada. Por favor, fale com quem a enviou.',
		severalText:
			'Mais de uma pergunta aguarda as suas palavras. Por favor, responda à que deseja: toque e segure nela, escolha Responder e escreva novamente.',
	},
};
