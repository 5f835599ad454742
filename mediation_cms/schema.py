"""All tables, gathered for migrations, tests and `init`."""

from sqlmodel import SQLModel

from mediation_cms.accounts import feed_models as feeds
from mediation_cms.accounts import link_models as links
from mediation_cms.accounts import models as accounts
from mediation_cms.agreements import models as agreements
from mediation_cms.audit import models as audit
from mediation_cms.cases import date_models as dates
from mediation_cms.cases import follow_up_models as follow_ups
from mediation_cms.cases import lapse_models as lapses
from mediation_cms.cases import models as cases
from mediation_cms.certification import certificate_models as certificates
from mediation_cms.certification import models as certification
from mediation_cms.consultations import booking_models as bookings
from mediation_cms.consultations import models as consultations
from mediation_cms.core import leases, stamps
from mediation_cms.core.guards import hold, sweep
from mediation_cms.disputes import models as disputes
from mediation_cms.documents import models as documents
from mediation_cms.imports import models as imports
from mediation_cms.intake import access_code_models as access_codes
from mediation_cms.intake import application_models as applications
from mediation_cms.intake import barring_models as barrings
from mediation_cms.intake import companion_models as companions
from mediation_cms.intake import invitation_models as invitations
from mediation_cms.intake import message_models as request_messages
from mediation_cms.intake import models as intake
from mediation_cms.intake import own_word_models as own_words
from mediation_cms.intake import screening_models as screening
from mediation_cms.law import models as law
from mediation_cms.mediators import application_models as register_applications
from mediation_cms.mediators import availability_models as availability
from mediation_cms.mediators import card_models as cards
from mediation_cms.mediators import inaccuracy_models as inaccuracies
from mediation_cms.mediators import models as mediators
from mediation_cms.mediators import occupancy_models as occupancy
from mediation_cms.mediators import tie_models as ties
from mediation_cms.mentoring import models as mentoring
from mediation_cms.notifications import models as notifications
from mediation_cms.outreach import models as outreach
from mediation_cms.people import models as people
from mediation_cms.places import models as places
from mediation_cms.prevention import models as prevention
from mediation_cms.search import models as search
from mediation_cms.search import triggers
from mediation_cms.statistics import past
from mediation_cms.tasks import models as tasks

TABLES = (
    access_codes, accounts, agreements, applications, audit, availability, barrings, bookings, cards, cases, certificates,
    certification, companions, consultations, dates, disputes, documents, feeds, follow_ups, imports, inaccuracies, intake,
    invitations, lapses, law, leases, links, mediators, mentoring, notifications, occupancy, outreach, own_words, past,
    people, places, prevention, register_applications, request_messages,
    screening, search, stamps, tasks, ties, triggers,
)  # fmt: skip
metadata = SQLModel.metadata
hold(metadata, but="number_series")  # counted on by an upsert, which first looks like another row in its place
sweep(metadata)
