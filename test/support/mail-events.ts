import { effectKey } from '../../shared/domain/notifications/delivery.ts';

/**
 * Reports as SES publishes them and EventBridge hands them on (SES developer guide: "Contents of event data" and
 * "Monitoring SES events using Amazon EventBridge"), about mails to invented people.
 */
export const REPORTED = '2026-11-23T09:00:05.123Z';

type About = {
  readonly to?: string;
  /** Empty for a mail without this tag. */
  readonly about?: string;
  readonly effect?: string;
  readonly messageId?: string;
};

export const MESSAGE_ID = '0107019a0c3d5e7f-1b2c3d4e-5f60-4711-8a9b-0c1d2e3f4a5b-000000';

/** The effect key of the first mail about `about` to Anna, unless said otherwise. */
function mail({
  to = 'anna@acorn.example',
  about = 'ntf_1',
  messageId = MESSAGE_ID,
  effect = effectKey({ id: about, recipientId: 'anna' }, 'mail'),
}: About) {
  return {
    timestamp: '2026-11-23T09:00:03.001Z',
    source: '"Acorn" <care@acorn.example>',
    sourceArn: 'arn:aws:ses:eu-central-1:123456789012:identity/acorn.example',
    sendingAccountId: '123456789012',
    messageId,
    destination: [to],
    headersTruncated: false,
    headers: [{ name: 'X-Firstcall-Effect', value: effect }],
    commonHeaders: { from: ['"Acorn" <care@acorn.example>'], to: [to], messageId, subject: 'Acorn' },
    tags: {
      'ses:operation': ['SendEmail'],
      'ses:configuration-set': ['firstcall-mail'],
      'ses:source-ip': ['192.0.2.1'],
      'ses:from-domain': ['acorn.example'],
      'ses:caller-identity': ['notifications-clock'],
      effect: [effect],
      ...(about === '' ? {} : { about: [about] }),
    },
  };
}

const bridged = (detailType: string, detail: object): string =>
  JSON.stringify({
    version: '0',
    id: '0f0e0d0c-0b0a-4908-8706-050403020100',
    'detail-type': detailType,
    source: 'aws.ses',
    account: '123456789012',
    time: '2026-11-23T09:00:06Z',
    region: 'eu-central-1',
    resources: ['arn:aws:ses:eu-central-1:123456789012:configuration-set/firstcall-mail'],
    detail,
  });

export const deliveredEvent = (given: About = {}): string =>
  bridged('Email Delivered', {
    eventType: 'Delivery',
    mail: mail(given),
    delivery: {
      timestamp: REPORTED,
      processingTimeMillis: 2122,
      recipients: [given.to ?? 'anna@acorn.example'],
      smtpResponse: '250 2.0.0 OK',
      remoteMtaIp: '192.0.2.25',
      reportingMTA: 'b224-1.smtp-out.eu-central-1.amazonses.com',
    },
  });

export const bouncedEvent = (
  given: About & { type?: 'Permanent' | 'Transient' | 'Undetermined'; subType?: string } = {},
): string =>
  bridged('Email Bounced', {
    eventType: 'Bounce',
    mail: mail(given),
    bounce: {
      feedbackId: '0107019a0c3d6a1b-7c8d9e0f-0000-4444-8888-aaaabbbbcccc-000000',
      bounceType: given.type ?? 'Permanent',
      bounceSubType: given.subType ?? 'General',
      bouncedRecipients: [
        {
          emailAddress: given.to ?? 'anna@acorn.example',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 no such mailbox',
        },
      ],
      timestamp: REPORTED,
      reportingMTA: 'dns; b224-1.smtp-out.eu-central-1.amazonses.com',
    },
  });

export const complainedEvent = (given: About & { type?: string } = {}): string =>
  bridged('Email Complaint Received', {
    eventType: 'Complaint',
    mail: mail(given),
    complaint: {
      feedbackId: '0107019a0c3d6fff-11111111-2222-4333-8444-555566667777-000000',
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: given.to ?? 'anna@acorn.example' }],
      timestamp: REPORTED,
      userAgent: 'ExampleFeedbackLoop/1.0',
      ...(given.type === undefined ? {} : { complaintFeedbackType: given.type }),
      arrivalDate: REPORTED,
    },
  });

/** The service has it; nothing is known of the reader's server yet. */
export const sentEvent = (about: About = {}): string =>
  bridged('Email Sent', { eventType: 'Send', mail: mail(about), send: {} });
