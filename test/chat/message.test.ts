import assert from 'node:assert/strict';
import { chatBody } from '../../src/chat/message.js';

const LINK = { title: 'Open the list', url: 'https://hires.acme.example/hires/' };
const slack = (line: string) => (chatBody('slack', { line }) as { text: string }).text;

describe('a chat message', () => {
  it('for Slack and its likes is a text and nothing else', () => {
    assert.deepEqual(chatBody('slack', { line: 'Anna: created', link: LINK }), {
      text: 'Anna: created\nhttps://hires.acme.example/hires/',
    });
    assert.deepEqual(chatBody('slack', { line: 'Anna: created' }), { text: 'Anna: created' });
  });

  it('for Teams is a message with one Adaptive Card, its text without markdown, its link a button', () => {
    assert.deepEqual(chatBody('teams', { line: '**Anna** [x](https://evil.example) <at>all</at>', link: LINK }), {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.2',
            body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '**Anna** [x](https://evil.example) <at>all</at>' }] }],
            actions: [{ type: 'Action.OpenUrl', title: 'Open the list', url: LINK.url }],
          },
        },
      ],
    });
    assert.ok(!JSON.stringify(chatBody('teams', { line: 'Anna' })).includes('actions'));
  });

  const SHOWN_AS_TEXT = [
    ['<!channel> & <@U123>', '&lt;!channel&gt; &amp; &lt;@\u2060U123&gt;'],
    ['<https://evil.example|here>', '&lt;https://evil.example|here&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['@channel Anna (@all)', '@\u2060channel Anna (@\u2060all)'],
    ['[Anna](https://evil.example)', '[Anna]\u2060(https://evil.example)'],
    ['anna.m+x@example.org', 'anna.m+x@example.org'],
  ] as const;
  for (const [line, shown] of SHOWN_AS_TEXT) it(`shows ${line} as text`, () => assert.equal(slack(line), shown));
});
