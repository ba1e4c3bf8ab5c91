/** What a chat's webhook takes: Slack's form, which others share, or the one of Teams' "Workflows". */
export type ChatFormat = 'slack' | 'teams';

export interface ChatMessage {
  /** Plain text in one line; may hold what a candidate wrote. */
  readonly line: string;
  /** Page that everyone in the channel may open. */
  readonly link?: { readonly title: string; readonly url: string } | undefined;
}

/** Breaks up what a chat would read as its own signs, and cannot be seen. */
const WORD_JOINER = '\u2060';

/** The JSON that is posted. The line is shown as text: it notifies nobody, links nowhere and is not formatted as a link or an image. */
export function chatBody(format: ChatFormat, message: ChatMessage): object {
  return format === 'slack' ? slackBody(message) : teamsBody(message);
}

/** As Slack, Mattermost, Rocket.Chat and Google Chat take it; Google's refuses any field that it does not know. */
function slackBody({ line, link }: ChatMessage): object {
  const text = escaped(line)
    .replaceAll('](', `]${WORD_JOINER}(`) // a link or an image in Mattermost and Rocket.Chat
    .replaceAll(/(?<![\w.+-])@(?=\w)/g, `@${WORD_JOINER}`); // @channel and the like; the @ of an address stays as it is
  return { text: link ? `${text}\n${escaped(link.url)}` : text };
}

/** Slack's three signs; everything else that it does stands between < and >. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A message with an Adaptive Card. Its text is a TextRun: unlike a TextBlock it knows no markdown. */
function teamsBody({ line, link }: ChatMessage): object {
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.2', // the first with TextRun
    body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: line }] }],
    ...(link && { actions: [{ type: 'Action.OpenUrl', title: link.title, url: link.url }] }),
  };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }] };
}
