"""The words of clutter: phrases, promo runs, invitations, appeals, notes, picture captions and credits."""
